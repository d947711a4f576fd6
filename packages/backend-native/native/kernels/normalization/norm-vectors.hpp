// Whole vectors and parts of them, and sums that begin in single precision and go on in double precision.
#pragma once
#include "../reductions/row-tail.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Terms summed in single precision before they join a sum in double precision: so few that rounding hardly shows. */
constexpr long CHAIN = 32;

/** Lanes that are taken of a vector, the others being taken elsewhere. */
struct AllLanes {
  static EVENKEEL_INLINE Floats keep(Floats value) { return value; }
  static EVENKEEL_INLINE Floats keep(Floats value, Floats) { return value; }
};
struct SomeLanes {
  Ints kept;
  /** The others become 0. */
  EVENKEEL_INLINE Floats keep(Floats value) const { return kept ? value : Floats{}; }
  /** The others become those of `other`. */
  EVENKEEL_INLINE Floats keep(Floats value, Floats other) const { return kept ? value : other; }
};

EVENKEEL_INLINE SomeLanes onlyLastLanes(long count) { return {laneNumbers() >= static_cast<int>(LANES - count)}; }
EVENKEEL_INLINE SomeLanes onlyFirstLanes(long count) { return {laneNumbers() < static_cast<int>(count)}; }

typedef double LooseDoubles __attribute__((vector_size(EVENKEEL_VECTOR_BYTES), aligned(8), may_alias));

EVENKEEL_INLINE Wide loadSums(const double* from) {
  const auto* halves = reinterpret_cast<const LooseDoubles*>(from);
  return {halves[0], halves[1]};
}
EVENKEEL_INLINE void storeSums(double* to, Wide value) {
  auto* halves = reinterpret_cast<LooseDoubles*>(to);
  halves[0] = value.low;
  halves[1] = value.high;
}
EVENKEEL_INLINE void addTo(double* sums, Floats values) { storeSums(sums, loadSums(sums) + widen(values)); }

}  // namespace evenkeel::EVENKEEL_ISA
