// How values become one: sums in double precision, and extremes that let NaN through.
#pragma once
#include "../elementwise/extremes.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Doubles wherever they lie. */
typedef double LooseDoubles __attribute__((vector_size(EVENKEEL_VECTOR_BYTES), aligned(8), may_alias));

struct SumFold {
  using Scalar = double;
  using Vector = Wide;
  static EVENKEEL_INLINE Scalar identity() { return 0; }
  static EVENKEEL_INLINE Vector identities() { return broadcastWide(0); }
  static EVENKEEL_INLINE Vector read(const float* x) { return loadWide(x); }
  static EVENKEEL_INLINE Vector combine(Vector a, Vector b) { return a + b; }
  static EVENKEEL_INLINE Scalar combine(Scalar a, Scalar b) { return a + b; }
  static EVENKEEL_INLINE Scalar all(Vector vector) { return sumOfLanes(vector); }
  /** Vectors among results that are not complete yet. */
  static EVENKEEL_INLINE Vector resume(const Scalar* from) {
    return {*reinterpret_cast<const LooseDoubles*>(from), *reinterpret_cast<const LooseDoubles*>(from + LANES / 2)};
  }
  static EVENKEEL_INLINE void keep(Scalar* to, Vector vector) {
    *reinterpret_cast<LooseDoubles*>(to) = vector.low;
    *reinterpret_cast<LooseDoubles*>(to + LANES / 2) = vector.high;
  }
};

/** What the two extremes have in common; `Fold` is one of them. */
template <typename Fold>
struct ExtremeFold {
  using Scalar = float;
  using Vector = Floats;
  static EVENKEEL_INLINE Vector identities() { return broadcast(Fold::identity()); }
  static EVENKEEL_INLINE Vector read(const float* x) { return load(x); }
  static EVENKEEL_INLINE Vector resume(const Scalar* from) { return load(from); }
  static EVENKEEL_INLINE void keep(Scalar* to, Vector vector) { store(to, vector); }
  static EVENKEEL_INLINE Scalar all(Vector vector) {
    Scalar folded = vector[0];
    for (long lane = 1; lane < LANES; lane++) folded = Fold::combine(folded, static_cast<Scalar>(vector[lane]));
    return folded;
  }
};

struct MaxFold : ExtremeFold<MaxFold> {
  static EVENKEEL_INLINE Scalar identity() { return -__builtin_inff(); }
  static EVENKEEL_INLINE Vector combine(Vector a, Vector b) { return maximum(a, b); }
  static EVENKEEL_INLINE Scalar combine(Scalar a, Scalar b) { return maximum(broadcast(a), broadcast(b))[0]; }
};

struct MinFold : ExtremeFold<MinFold> {
  static EVENKEEL_INLINE Scalar identity() { return __builtin_inff(); }
  static EVENKEEL_INLINE Vector combine(Vector a, Vector b) { return minimum(a, b); }
  static EVENKEEL_INLINE Scalar combine(Scalar a, Scalar b) { return minimum(broadcast(a), broadcast(b))[0]; }
};

}  // namespace evenkeel::EVENKEEL_ISA
