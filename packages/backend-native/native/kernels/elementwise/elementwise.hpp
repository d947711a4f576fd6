// Loops of kernels that compute each element from those at its place, in floats or in doubles.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

typedef float LooseHalfFloats __attribute__((vector_size(EVENKEEL_VECTOR_BYTES / 2), aligned(4), may_alias));

/** Elements that are computed as they are stored. */
struct InFloats {
  using Vector = Floats;
  static constexpr long COUNT = LANES;
  static EVENKEEL_INLINE Floats load(const float* from) { return evenkeel::EVENKEEL_ISA::load(from); }
  static EVENKEEL_INLINE void store(float* to, Floats value) { evenkeel::EVENKEEL_ISA::store(to, value); }
  static EVENKEEL_INLINE Floats broadcast(double value) {
    return evenkeel::EVENKEEL_ISA::broadcast(static_cast<float>(value));
  }
};

/** Elements that are computed in double precision, half a vector of floats at a time, and rounded when stored. */
struct InDoubles {
  using Vector = Doubles;
  static constexpr long COUNT = LANES / 2;
  static EVENKEEL_INLINE Doubles load(const float* from) {
    return widenHalf(*reinterpret_cast<const LooseHalfFloats*>(from));
  }
  static EVENKEEL_INLINE void store(float* to, Doubles value) {
    *reinterpret_cast<LooseHalfFloats*>(to) = __builtin_convertvector(value, LooseHalfFloats);
  }
  static EVENKEEL_INLINE Doubles broadcast(double value) { return broadcastDouble(value); }
};

/** An array that is read or written in vectors although it has fewer elements. */
template <typename Lanes>
struct Remainder {
  float values[Lanes::COUNT] = {};

  Remainder() = default;
  Remainder(const float* from, long count) {
    for (long i = 0; i < count; i++) values[i] = from[i];
  }
  void copyTo(float* to, long count) const {
    for (long i = 0; i < count; i++) to[i] = values[i];
  }
};

/** out[i] = function(x[i]); out may be x. */
template <typename Lanes, typename Function>
EVENKEEL_INLINE void mapElements(const float* x, float* out, long count, const Function& function) {
  long i = 0;
  for (; i <= count - Lanes::COUNT; i += Lanes::COUNT) Lanes::store(out + i, function(Lanes::load(x + i)));
  if (i == count) return;
  Remainder<Lanes> rest(x + i, count - i);
  Lanes::store(rest.values, function(Lanes::load(rest.values)));
  rest.copyTo(out + i, count - i);
}

/** out[i] = function(a[i], b[i]); out may be a or b. */
template <typename Lanes, typename Function>
EVENKEEL_INLINE void zipElements(const float* a, const float* b, float* out, long count, const Function& function) {
  long i = 0;
  for (; i <= count - Lanes::COUNT; i += Lanes::COUNT) {
    Lanes::store(out + i, function(Lanes::load(a + i), Lanes::load(b + i)));
  }
  if (i == count) return;
  Remainder<Lanes> left(a + i, count - i);
  const Remainder<Lanes> right(b + i, count - i);
  Lanes::store(left.values, function(Lanes::load(left.values), Lanes::load(right.values)));
  left.copyTo(out + i, count - i);
}

}  // namespace evenkeel::EVENKEEL_ISA
