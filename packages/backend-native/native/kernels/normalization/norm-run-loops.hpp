// Loops over the elements of a run: sums, and passes that write all elements.
#pragma once
#include "norm-vectors.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** A whole vector of a run, and how far ahead elements should be on their way from memory. */
struct WholeVector : AllLanes {
  long at, ahead;
  EVENKEEL_INLINE WholeVector(long at, long ahead) : at(at), ahead(ahead) {}
  EVENKEEL_INLINE Floats load(const float* run) const {
    __builtin_prefetch(run + at + ahead);
    return EVENKEEL_ISA::load(run + at);
  }
  /** Of a run that is followed by another one at once: nothing need be fetched. */
  EVENKEEL_INLINE Floats loadHere(const float* run) const { return EVENKEEL_ISA::load(run + at); }
};

/** What is left of a run behind its whole vectors: the last lanes of a vector that ends with it, or a short run. */
struct LastVector : SomeLanes {
  long length;
  EVENKEEL_INLINE explicit LastVector(long length)
      : SomeLanes(length < LANES ? onlyFirstLanes(length) : onlyLastLanes(length % LANES)), length(length) {}
  EVENKEEL_INLINE Floats load(const float* run) const {
    return length < LANES ? loadPart(run, length) : EVENKEEL_ISA::load(run + length - LANES);
  }
  EVENKEEL_INLINE Floats loadHere(const float* run) const { return load(run); }
  EVENKEEL_INLINE void store(float* run, Floats value) const {
    if (length < LANES) storePart(run, value, length);
    else EVENKEEL_ISA::store(run + length - LANES, value);
  }
};

/** Two sums over the lanes of vectors. */
struct LaneSums {
  Wide first = broadcastWide(0), second = broadcastWide(0);
};

/**
 * Calls add(vector, first, second) for all vectors of a run; it adds its terms to two sums. `ahead` is the distance to
 * the next run, or 0.
 */
template <typename Add>
EVENKEEL_INLINE void sumRun(long length, long ahead, LaneSums& sums, const Add& add) {
  for (long i = 0; i < length;) {
    Floats first[4] = {}, second[4] = {};
    const long end = length - i < CHAIN * LANES ? length : i + CHAIN * LANES;
    for (; i <= end - 4 * LANES; i += 4 * LANES) {
#pragma GCC unroll 4
      for (int v = 0; v < 4; v++) add(WholeVector(i + v * LANES, ahead), first[v], second[v]);
    }
    for (; i <= end - LANES; i += LANES) add(WholeVector(i, ahead), first[0], second[0]);
    if (i < end) {
      add(LastVector(length), first[1], second[1]);
      i = end;
    }
    sums.first = sums.first + widen((first[0] + first[1]) + (first[2] + first[3]));
    sums.second = sums.second + widen((second[0] + second[1]) + (second[2] + second[3]));
  }
}

/** Writes value(vector) to all elements of a run, whole vectors with Put; what value reads may be the run itself. */
template <typename Put, typename Value>
EVENKEEL_INLINE void writeRun(float* run, long length, long ahead, const Value& value) {
  const LastVector last(length);
  const Floats lastValue = length % LANES == 0 ? Floats{} : value(last);
  long i = 0;
  for (; i <= length - LANES; i += LANES) Put::put(run + i, value(WholeVector(i, ahead)));
  if (i < length) last.store(run, lastValue);
}

}  // namespace evenkeel::EVENKEEL_ISA
