#include "../chunks.hpp"
#include "words.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

constexpr long WORDS_PER_LINE = 16;
/** Words that are on their way into the cache while others are copied: no hardware foresees where the next row lies. */
constexpr long FETCHED_AHEAD = 1024;

void fetchRow(const float* row, long rowLength) {
  for (long j = 0; j < rowLength; j += WORDS_PER_LINE) __builtin_prefetch(row + j);
}

/** Copies a row and fetches another one, line by line: prefetches in a row would find no free slot. */
void copyAndFetch(const float* from, float* to, const float* next, long rowLength) {
  long j = 0;
  for (; j <= rowLength - WORDS_PER_LINE; j += WORDS_PER_LINE) {
    __builtin_prefetch(next + j);
    for (long lane = 0; lane < WORDS_PER_LINE; lane += LANES) store(to + j + lane, load(from + j + lane));
  }
  if (j == rowLength) return;
  __builtin_prefetch(next + j);
  copyRun(from + j, to + j, rowLength - j);
}

void copyRows(const float* table, const int* rows, long count, long rowLength, float* to) {
  const long ahead = 1 + FETCHED_AHEAD / rowLength;
  for (long r = 0; r < ahead && r < count; r++) fetchRow(table + rows[r] * rowLength, rowLength);
  for (long r = 0; r < count; r++) {
    const long next = r + ahead < count ? r + ahead : r;
    copyAndFetch(table + rows[r] * rowLength, to + r * rowLength, table + rows[next] * rowLength, rowLength);
  }
}

}  // namespace

/** out[r] = table[rows[r]], whole rows of either dtype. */
Status gatherRows(const Call& call) {
  Arguments in(call);
  const Slot* table = in.buffer();
  const int* rows = in.integers();
  const Slot* out = in.buffer();
  const long rowLength = in.size();
  if (in.status != Status::done) return in.status;
  if (table->dtype != out->dtype) return Status::unusableBuffer;
  if (out->length == 0) return Status::done;
  const float* from = wordsOf(table);
  float* to = wordsOf(out);
  parallelChunks(call, out->length / rowLength, 1 + GATHERED_AT_ONCE / rowLength, [=](long begin, long end) {
    copyRows(from, rows + begin, end - begin, rowLength, to + begin * rowLength);
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
