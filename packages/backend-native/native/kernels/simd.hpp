// Vectors of the instruction set that this source is compiled for, by the compiler's vector extensions.
#pragma once
#include "instruction-set.hpp"

#define EVENKEEL_INLINE inline __attribute__((always_inline))

namespace evenkeel::EVENKEEL_ISA {

typedef float Floats __attribute__((vector_size(EVENKEEL_VECTOR_BYTES)));
typedef int Ints __attribute__((vector_size(EVENKEEL_VECTOR_BYTES)));
typedef double Doubles __attribute__((vector_size(EVENKEEL_VECTOR_BYTES)));
typedef long long Longs __attribute__((vector_size(EVENKEEL_VECTOR_BYTES)));
typedef float HalfFloats __attribute__((vector_size(EVENKEEL_VECTOR_BYTES / 2)));

/** Without the alignment of `Floats`: for loads and stores anywhere. */
typedef float LooseFloats __attribute__((vector_size(EVENKEEL_VECTOR_BYTES), aligned(4), may_alias));
typedef int LooseInts __attribute__((vector_size(EVENKEEL_VECTOR_BYTES), aligned(4), may_alias));

constexpr long LANES = EVENKEEL_VECTOR_BYTES / 4;

EVENKEEL_INLINE Floats load(const float* from) { return *reinterpret_cast<const LooseFloats*>(from); }
EVENKEEL_INLINE void store(float* to, Floats value) { *reinterpret_cast<LooseFloats*>(to) = value; }
EVENKEEL_INLINE Ints loadInts(const int* from) { return *reinterpret_cast<const LooseInts*>(from); }
EVENKEEL_INLINE void storeInts(int* to, Ints value) { *reinterpret_cast<LooseInts*>(to) = value; }

/** The first `count` lanes, the others 0. */
EVENKEEL_INLINE Floats loadPart(const float* from, long count) {
  Floats value{};
  for (long i = 0; i < count; i++) value[i] = from[i];
  return value;
}
EVENKEEL_INLINE void storePart(float* to, Floats value, long count) {
  for (long i = 0; i < count; i++) to[i] = value[i];
}

/** All lanes `value`. A subtraction, because adding to zeros would be kept for the sake of -0. */
EVENKEEL_INLINE Floats broadcast(float value) { return value - Floats{}; }
EVENKEEL_INLINE Doubles broadcastDouble(double value) { return value - Doubles{}; }

/** As many doubles as `Floats` has lanes. */
struct Wide {
  Doubles low, high;
};
EVENKEEL_INLINE Wide operator+(Wide a, Wide b) { return {a.low + b.low, a.high + b.high}; }
EVENKEEL_INLINE Wide operator-(Wide a, Wide b) { return {a.low - b.low, a.high - b.high}; }
EVENKEEL_INLINE Wide operator*(Wide a, Wide b) { return {a.low * b.low, a.high * b.high}; }
EVENKEEL_INLINE Wide operator/(Wide a, Wide b) { return {a.low / b.low, a.high / b.high}; }
EVENKEEL_INLINE Wide broadcastWide(double value) { return {broadcastDouble(value), broadcastDouble(value)}; }

/** The numbers of the lanes in either half of `Floats`. */
#if EVENKEEL_VECTOR_BYTES == 64
#define EVENKEEL_LOW_HALF 0, 1, 2, 3, 4, 5, 6, 7
#define EVENKEEL_HIGH_HALF 8, 9, 10, 11, 12, 13, 14, 15
#elif EVENKEEL_VECTOR_BYTES == 32
#define EVENKEEL_LOW_HALF 0, 1, 2, 3
#define EVENKEEL_HIGH_HALF 4, 5, 6, 7
#else
#define EVENKEEL_LOW_HALF 0, 1
#define EVENKEEL_HIGH_HALF 2, 3
#endif

EVENKEEL_INLINE Doubles widenHalf(HalfFloats value) {
#if defined(__clang__) || !defined(__x86_64__)
  return __builtin_convertvector(value, Doubles);
  // GCC 12 makes one instruction of the elements, but converts a vector in two parts that it joins afterwards.
#elif EVENKEEL_VECTOR_BYTES == 64
  return Doubles{value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7]};
#elif EVENKEEL_VECTOR_BYTES == 32
  return Doubles{value[0], value[1], value[2], value[3]};
#else
  return Doubles{value[0], value[1]};
#endif
}

EVENKEEL_INLINE Wide widen(Floats value) {
  return {widenHalf(__builtin_shufflevector(value, value, EVENKEEL_LOW_HALF)),
          widenHalf(__builtin_shufflevector(value, value, EVENKEEL_HIGH_HALF))};
}
EVENKEEL_INLINE Floats narrow(Wide value) {
  return __builtin_shufflevector(__builtin_convertvector(value.low, HalfFloats),
                                 __builtin_convertvector(value.high, HalfFloats), EVENKEEL_LOW_HALF,
                                 EVENKEEL_HIGH_HALF);
}
/** As widen(load(from)), each half from memory, which saves taking the vector apart. */
EVENKEEL_INLINE Wide loadWide(const float* from) {
  typedef float LooseHalf __attribute__((vector_size(EVENKEEL_VECTOR_BYTES / 2), aligned(4), may_alias));
  return {widenHalf(*reinterpret_cast<const LooseHalf*>(from)),
          widenHalf(*reinterpret_cast<const LooseHalf*>(from + LANES / 2))};
}

/** All lanes in one by combine(a, b) of two vectors of any length, pairwise. */
template <typename Combine>
EVENKEEL_INLINE float foldLanes(Floats value, const Combine& combine) {
#if EVENKEEL_VECTOR_BYTES == 64
  const auto eight = combine(__builtin_shufflevector(value, value, 0, 1, 2, 3, 4, 5, 6, 7),
                             __builtin_shufflevector(value, value, 8, 9, 10, 11, 12, 13, 14, 15));
#elif EVENKEEL_VECTOR_BYTES == 32
  const auto eight = value;
#endif
#if EVENKEEL_VECTOR_BYTES >= 32
  const auto four = combine(__builtin_shufflevector(eight, eight, 0, 1, 2, 3),
                            __builtin_shufflevector(eight, eight, 4, 5, 6, 7));
#else
  const auto four = value;
#endif
  const auto two = combine(four, __builtin_shufflevector(four, four, 2, 3, 2, 3));
  return combine(two, __builtin_shufflevector(two, two, 1, 1, 1, 1))[0];
}
template <typename Combine>
EVENKEEL_INLINE double foldLanes(Wide value, const Combine& combine) {
  const auto whole = combine(value.low, value.high);
#if EVENKEEL_VECTOR_BYTES == 64
  const auto four = combine(__builtin_shufflevector(whole, whole, 0, 1, 2, 3),
                            __builtin_shufflevector(whole, whole, 4, 5, 6, 7));
#elif EVENKEEL_VECTOR_BYTES == 32
  const auto four = whole;
#endif
#if EVENKEEL_VECTOR_BYTES >= 32
  const auto two =
      combine(__builtin_shufflevector(four, four, 0, 1), __builtin_shufflevector(four, four, 2, 3));
#else
  const auto two = whole;
#endif
  return combine(two, __builtin_shufflevector(two, two, 1, 1))[0];
}

/** Sum of the lanes, pairwise. */
EVENKEEL_INLINE float sumOfLanes(Floats value) {
  return foldLanes(value, [](auto a, auto b) { return a + b; });
}
EVENKEEL_INLINE double sumOfLanes(Wide value) {
  return foldLanes(value, [](auto a, auto b) { return a + b; });
}

}  // namespace evenkeel::EVENKEEL_ISA
