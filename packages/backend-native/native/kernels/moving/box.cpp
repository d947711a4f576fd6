#include "box.hpp"
#include "../chunks.hpp"
#include "transpose.hpp"
#include "words.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

void moveRun(const BoxAxis& run, const float* from, float* to) {
  if (run.from == 1 && run.to == 1) {
    copyWords(from, to, run.size);
  } else if (run.from == 0 && run.to == 1) {
    int word;
    __builtin_memcpy(&word, from, sizeof word);
    fillWords(word, to, run.size);
  } else if (run.to == 1) {
    for (long i = 0; i < run.size; i++) to[i] = from[i * run.from];
  } else {
    for (long i = 0; i < run.size; i++) to[i * run.to] = from[i * run.from];
  }
}

/** Rows of a transposition that are moved together: a whole line of the cache from each column. */
constexpr long BAND = 16;

/** A band of a transposition: `down` is dense in the source, `along` in the target. */
void moveBand(const BoxAxis& down, const BoxAxis& along, const float* from, float* to) {
  long j = 0;
  if (down.size == BAND) {
    for (; j <= along.size - LANES; j += LANES) {
      for (long i = 0; i < BAND; i += LANES) {
        transposeBlock(from + i + j * along.from, along.from, to + i * down.to + j, down.to);
      }
    }
  }
  for (long i = 0; i < down.size; i++) {
    for (long column = j; column < along.size; column++) {
      to[i * down.to + column] = from[i + column * along.from];
    }
  }
}

/** The axis that is dense in the source while the last one is so in the target, or -1. */
long transposedAxis(const Box& box, const BoxAxis& run) {
  if (run.to != 1 || run.from == 1 || run.from == 0) return -1;
  for (long i = 0; i < box.axes(); i++) {
    if (box.axis(i).from == 1) return i;
  }
  return -1;
}

long chunkOfUnits(long elements) { return elements > MOVED_AT_ONCE ? 1 : MOVED_AT_ONCE / elements; }

void moveTransposed(const Call& call, Box& box, long axis, const BoxAxis& along, const float* from, float* to) {
  const BoxAxis down = box.remove(axis);
  const long bands = (down.size + BAND - 1) / BAND;
  const long units = bands * box.elements();
  parallelChunks(call, units, chunkOfUnits(BAND * along.size), [&](long begin, long end) {
    for (long unit = begin; unit < end; unit++) {
      const BoxWalk place(box, unit / bands);
      const Chunk band = chunkOf(unit % bands, down.size, BAND);
      moveBand({band.end - band.begin, 1, down.to}, along, from + place.from + band.begin,
               to + place.to + band.begin * down.to);
    }
  });
}

}  // namespace

void moveBox(const Call& call, Box box, const float* from, float* to) {
  const BoxAxis run = box.axes() > 0 ? box.remove(box.axes() - 1) : BoxAxis{1, 1, 1};
  const long transposed = transposedAxis(box, run);
  if (transposed >= 0) return moveTransposed(call, box, transposed, run, from, to);
  parallelChunks(call, box.elements(), chunkOfUnits(run.size), [&](long begin, long end) {
    BoxWalk place(box, begin);
    for (long i = begin; i < end; i++, place.next()) moveRun(run, from + place.from, to + place.to);
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
