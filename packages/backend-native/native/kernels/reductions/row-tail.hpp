// The last, partly filled vector of a row, in a matrix whose rows lie one after the other.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Lanes 0, 1, 2 and so on. */
EVENKEEL_INLINE Ints laneNumbers() {
  Ints numbers;
  for (int lane = 0; lane < LANES; lane++) numbers[lane] = lane;
  return numbers;
}

/** The first `count` lanes of a vector, the others `fill`. */
EVENKEEL_INLINE Floats firstLanes(Floats value, long count, float fill) {
  return laneNumbers() < Ints{} + static_cast<int>(count) ? value : broadcast(fill);
}

/** The first `count` lanes from memory, the others undefined. `room` floats may be read: the next rows, if any. */
EVENKEEL_INLINE Floats loadTail(const float* from, long count, long room) {
  return room >= LANES ? load(from) : loadPart(from, count);
}

/** The first `count` lanes to memory. `room` floats may be written, because the next rows are written later. */
EVENKEEL_INLINE void storeTail(float* to, Floats value, long count, long room) {
  if (room >= LANES) store(to, value);
  else storePart(to, value, count);
}

}  // namespace evenkeel::EVENKEEL_ISA
