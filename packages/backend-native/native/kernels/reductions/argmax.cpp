#include "reduce.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Values that a task looks at, about. */
constexpr long TASK_VALUES = 1 << 15;

/** Columns that are looked at together. */
constexpr long BLOCK = 512;

/** The best value so far, lane by lane, and its place. Places grow, so that whoever leads stays before equals. */
struct Leaders {
  Floats best;
  Ints place;

  EVENKEEL_INLINE void challenge(Floats value, Ints at) {
    const Ints after = value <= best ? place : at;
    const Floats winner = value <= best ? best : value;
    place = best == best ? after : place;
    best = best == best ? winner : best;
  }
};

/** Whether `value` at `at` comes before `best` at `place`, in whatever order they are looked at. */
inline bool leads(float value, int at, float best, int place) {
  if (value != value || best != best) return value != value && (best == best || at < place);
  return value > best || (value == best && at < place);
}

int argmaxOfRow(const float* x, long n) {
  float best = x[0];
  int place = 0;
  long i = 1;
  if (n >= 2 * LANES) {
    Ints at;
    for (int lane = 0; lane < LANES; lane++) at[lane] = lane;
    Leaders leaders{load(x), at};
    for (i = LANES; i <= n - LANES; i += LANES) {
      at += static_cast<int>(LANES);
      leaders.challenge(load(x + i), at);
    }
    best = leaders.best[0];
    place = leaders.place[0];
    for (int lane = 1; lane < LANES; lane++) {
      if (!leads(leaders.best[lane], leaders.place[lane], best, place)) continue;
      best = leaders.best[lane];
      place = leaders.place[lane];
    }
  }
  for (; i < n; i++) {
    const bool takes = !(x[i] <= best) & (best == best);
    best = takes ? x[i] : best;
    place = takes ? static_cast<int>(i) : place;
  }
  return place;
}

/** Row by row over up to BLOCK columns: their best values stay in the L1 cache, their places in `out`. */
void argmaxOfColumns(const float* x, int* out, long n, long inner, long columns) {
  float best[BLOCK];
  for (long column = 0; column < columns; column++) {
    best[column] = x[column];
    out[column] = 0;
  }
  for (long i = 1; i < n; i++) {
    const float* row = x + i * inner;
    const int number = static_cast<int>(i);
    long column = 0;
    for (; column <= columns - LANES; column += LANES) {
      Leaders leaders{load(best + column), loadInts(out + column)};
      leaders.challenge(load(row + column), Ints{} + number);
      store(best + column, leaders.best);
      storeInts(out + column, leaders.place);
    }
    for (; column < columns; column++) {
      if (row[column] <= best[column] || best[column] != best[column]) continue;
      best[column] = row[column];
      out[column] = number;
    }
  }
}

}  // namespace

Status argmax(const Call& call, const float* x, int* out, const Lines& lines) {
  const long n = lines.n, inner = lines.inner;
  if (inner == 1) {
    parallelChunks(call, lines.outer, TASK_VALUES / (n + 1) + 1, [&](long begin, long end) {
      for (long line = begin; line < end; line++) out[line] = argmaxOfRow(x + line * n, n);
    });
    return Status::done;
  }
  const long blocks = (inner + BLOCK - 1) / BLOCK, width = inner < BLOCK ? inner : BLOCK;
  parallelChunks(call, lines.outer * blocks, TASK_VALUES / (n * width + 1) + 1, [&](long begin, long end) {
    for (long task = begin; task < end; task++) {
      const long matrix = task / blocks;
      const Chunk block = chunkOf(task % blocks, inner, BLOCK);
      argmaxOfColumns(x + matrix * n * inner + block.begin, out + matrix * inner + block.begin, n, inner,
                      block.end - block.begin);
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
