// Buffers of different lengths, taken as one range that is cut into chunks.
#pragma once
#include "../call.hpp"
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** The size of chunks of `length` elements: all the same, at most about `most`, whatever the number of threads. */
inline long joinedChunk(long length, long most) {
  if (length <= 2 * most) return length;
  const long chunks = (length + most - 1) / most;
  return (length / chunks + 64) / 64 * 64;
}

/**
 * Calls work(i, from, to) for each of `count` buffers that has elements in begin..end-1 of all buffers laid end to end;
 * items[i].length is the length of buffer i.
 */
template <typename Item, typename Work>
inline void forJoined(const Item* items, long count, long begin, long end, const Work& work) {
  long start = 0;
  for (long i = 0; i < count && start < end; i++) {
    const long length = items[i].length;
    const long from = begin > start ? begin - start : 0;
    const long to = end - start < length ? end - start : length;
    if (from < to) work(i, from, to);
    start += length;
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
