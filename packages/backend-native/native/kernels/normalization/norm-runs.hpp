// The runs of a channel, where they lie or gathered.
#pragma once
#include "norm-layout.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Up to four arrays that are read together; null for those that are not there. `weights` have no channels. */
struct RunInputs {
  const float* x = nullptr;
  const float* dy = nullptr;
  const float* y = nullptr;
  const float* weights = nullptr;

  EVENKEEL_INLINE RunInputs at(long offset, long weightOffset) const {
    return {x + offset, dy ? dy + offset : nullptr, y ? y + offset : nullptr,
            weights ? weights + weightOffset : nullptr};
  }
};

/** Where a run lies among the elements, and its weights; the distance to the next run, 0 for the last one. */
struct RunPlace {
  long offset, weightOffset, length, ahead;
};

/** The part of a run that begins at `position` and ends with the run or the range. */
inline RunPlace runAt(const Planes& planes, const NormUnit& unit, long position, long end) {
  const long run = position / planes.inner(), i = position - run * planes.inner();
  const long length = planes.inner() - i < end - position ? planes.inner() - i : end - position;
  const bool last = position + planes.inner() >= planes.positions();
  return {unit.offset + run * planes.stride() + i, unit.weightOffset + position, length, last ? 0 : planes.stride()};
}

/** Elements of a channel one after the other. */
inline void gatherRuns(const Planes& planes, const NormUnit& unit, Chunk range, const float* from, float* tile) {
  for (long position = range.begin; position < range.end;) {
    const RunPlace place = runAt(planes, unit, position, range.end);
    for (long i = 0; i < place.length; i++) *tile++ = from[place.offset + i];
    position += place.length;
  }
}
inline void scatterRuns(const Planes& planes, const NormUnit& unit, Chunk range, const float* tile, float* to) {
  for (long position = range.begin; position < range.end;) {
    const RunPlace place = runAt(planes, unit, position, range.end);
    for (long i = 0; i < place.length; i++) to[place.offset + i] = *tile++;
    position += place.length;
  }
}

/** Gathers what is there of the inputs. */
inline RunInputs gatherInputs(const Planes& planes, const NormUnit& unit, Chunk range, const RunInputs& inputs,
                              float* tiles) {
  const auto gathered = [&](const float* from, long tile) -> const float* {
    if (from == nullptr) return nullptr;
    gatherRuns(planes, unit, range, from, tiles + tile * Planes::TILE);
    return tiles + tile * Planes::TILE;
  };
  const float* weights = inputs.weights ? inputs.weights + unit.weightOffset + range.begin : nullptr;
  return {gathered(inputs.x, 0), gathered(inputs.dy, 1), gathered(inputs.y, 2), weights};
}

/** Calls work(inputs of the run, length, ahead) for all runs of a range, which is a tile where runs are gathered. */
template <typename Work>
EVENKEEL_INLINE void forRuns(const Planes& planes, const NormUnit& unit, Chunk range, const RunInputs& inputs,
                             float* tiles, const Work& work) {
  if (planes.scattered()) {
    work(gatherInputs(planes, unit, range, inputs, tiles), range.end - range.begin, 0);
    return;
  }
  for (long position = range.begin; position < range.end;) {
    const RunPlace place = runAt(planes, unit, position, range.end);
    work(inputs.at(place.offset, place.weightOffset), place.length, place.ahead);
    position += place.length;
  }
}

/** Calls work(inputs of the run, output of the run, length, ahead) for all runs of a range. */
template <typename Work>
EVENKEEL_INLINE void writeRuns(const Planes& planes, const NormUnit& unit, Chunk range, const RunInputs& inputs,
                               float* out, float* tiles, const Work& work) {
  if (!planes.scattered()) {
    for (long position = range.begin; position < range.end;) {
      const RunPlace place = runAt(planes, unit, position, range.end);
      work(inputs.at(place.offset, place.weightOffset), out + place.offset, place.length, place.ahead);
      position += place.length;
    }
    return;
  }
  float* tile = tiles + 3 * Planes::TILE;
  for (long begin = range.begin; begin < range.end; begin += Planes::TILE) {
    const Chunk part{begin, begin + Planes::TILE < range.end ? begin + Planes::TILE : range.end};
    work(gatherInputs(planes, unit, part, inputs, tiles), tile, part.end - part.begin, 0);
    scatterRuns(planes, unit, part, tile, out);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
