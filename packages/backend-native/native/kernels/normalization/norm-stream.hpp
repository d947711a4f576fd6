// Writing large outputs past the cache, which has better uses for its room: what was read and will be read again.
#pragma once
#include "../simd.hpp"

#if defined(__has_builtin)
#if __has_builtin(__builtin_nontemporal_store)
#define EVENKEEL_STREAM(to, value) __builtin_nontemporal_store(value, to)
#endif
#endif
#if !defined(EVENKEEL_STREAM) && defined(__AVX512F__)
#define EVENKEEL_STREAM(to, value) __builtin_ia32_movntps512(reinterpret_cast<float*>(to), value)
#elif !defined(EVENKEEL_STREAM) && defined(__AVX2__)
#define EVENKEEL_STREAM(to, value) __builtin_ia32_movntps256(reinterpret_cast<float*>(to), value)
#elif !defined(EVENKEEL_STREAM) && defined(__SSE2__)
#define EVENKEEL_STREAM(to, value) __builtin_ia32_movntps(reinterpret_cast<float*>(to), value)
#elif !defined(EVENKEEL_STREAM)
#define EVENKEEL_STREAM(to, value) (*(to) = value)
#endif

namespace evenkeel::EVENKEEL_ISA {

/** Elements of an output that would push what else is needed out of the cache. */
constexpr long STREAMED_LENGTH = 1 << 21;

/** Whether vectors at multiples of `pitch` from here can be streamed: they have to be aligned. */
inline bool streamable(const float* out, long length, long pitch) {
  return length >= STREAMED_LENGTH && pitch % LANES == 0 &&
         reinterpret_cast<__UINTPTR_TYPE__>(out) % EVENKEEL_VECTOR_BYTES == 0;
}

EVENKEEL_INLINE void stream(float* to, Floats value) { EVENKEEL_STREAM(reinterpret_cast<Floats*>(to), value); }

/** Streamed values are seen by other threads in order only behind this. */
EVENKEEL_INLINE void endStream() {
#if defined(__SSE2__)
  __builtin_ia32_sfence();
#endif
}

/** How a pass writes its output. */
struct Stored {
  static EVENKEEL_INLINE void put(float* to, Floats value) { store(to, value); }
};
struct Streamed {
  static EVENKEEL_INLINE void put(float* to, Floats value) { stream(to, value); }
};

}  // namespace evenkeel::EVENKEEL_ISA
