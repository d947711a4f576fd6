// Kernels over channels, written once for whole vectors and for what is left of them.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Channels side by side in a vector: their values, as many places, and sums in double precision. */
struct ManyChannels {
  using Values = Floats;
  using Places = Ints;
  using Sums = Wide;
  static constexpr long count = LANES;
  static EVENKEEL_INLINE Sums none() { return broadcastWide(0); }
  static EVENKEEL_INLINE Sums add(Sums sums, Values values) { return sums + widen(values); }
  static EVENKEEL_INLINE Values round(Sums sums) { return narrow(sums); }
};

/** Up to four channels in a vector of four: without branches, which a comparison of single values would be. */
template <long COUNT>
struct FewChannels {
  typedef float Values __attribute__((vector_size(16)));
  typedef int Places __attribute__((vector_size(16)));
  typedef double Sums __attribute__((vector_size(32)));
  static constexpr long count = COUNT;
  static EVENKEEL_INLINE Sums none() { return Sums{}; }
  static EVENKEEL_INLINE Sums add(Sums sums, Values values) { return sums + __builtin_convertvector(values, Sums); }
  static EVENKEEL_INLINE Values round(Sums sums) { return __builtin_convertvector(sums, Values); }
};

/** A vector from the first Kind::count elements; zeros in lanes that are left over. */
template <typename Kind, typename Vector, typename Element>
EVENKEEL_INLINE Vector vectorAt(const Element* from) {
  if constexpr (Kind::count == 1) return Vector{from[0]};
  if constexpr (Kind::count == 2) return Vector{from[0], from[1]};
  Vector vector;
  __builtin_memcpy(&vector, from, sizeof vector);
  return vector;
}
template <typename Kind>
EVENKEEL_INLINE typename Kind::Values valuesAt(const float* from) {
  return vectorAt<Kind, typename Kind::Values>(from);
}
template <typename Kind>
EVENKEEL_INLINE typename Kind::Places placesAt(const int* from) {
  return vectorAt<Kind, typename Kind::Places>(from);
}

/** The first Kind::count lanes to memory. */
template <typename Kind, typename Vector, typename Element>
EVENKEEL_INLINE void put(Element* to, Vector vector) {
  if constexpr (Kind::count <= 2) {
    for (long lane = 0; lane < Kind::count; lane++) to[lane] = vector[lane];
  } else {
    __builtin_memcpy(to, &vector, sizeof vector);
  }
}

/** Calls work(kind, channel) with one of the kinds above until all channels are done. */
template <typename Work>
EVENKEEL_INLINE void forChannels(long channels, const Work& work) {
  long channel = 0;
  for (; channel <= channels - LANES; channel += LANES) work(ManyChannels{}, channel);
  for (; channel <= channels - 4; channel += 4) work(FewChannels<4>{}, channel);
  if (channels - channel >= 2) {
    work(FewChannels<2>{}, channel);
    channel += 2;
  }
  if (channel < channels) work(FewChannels<1>{}, channel);
}

}  // namespace evenkeel::EVENKEEL_ISA
