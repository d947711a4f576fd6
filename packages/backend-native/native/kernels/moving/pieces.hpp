// Pieces of equal length at equal distances, copied, cleared or added; the short ones without a loop.
#pragma once
#include "runs.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** `count` pieces of `length` floats, each `step` floats after the one before. */
template <typename Value>
struct Pieces {
  Value* first;
  long step;
};

template <long LENGTH>
EVENKEEL_INLINE void copyShortPieces(Pieces<const float> from, Pieces<float> to, long count) {
  for (long i = 0; i < count; i++) {
    __builtin_memcpy(to.first + i * to.step, from.first + i * from.step, LENGTH * sizeof(float));
  }
}

inline void copyPieces(Pieces<const float> from, Pieces<float> to, long count, long length) {
  if (length == 1) return copyShortPieces<1>(from, to, count);
  if (length == 2) return copyShortPieces<2>(from, to, count);
  if (length == 3) return copyShortPieces<3>(from, to, count);
  if (length == 4) return copyShortPieces<4>(from, to, count);
  for (long i = 0; i < count; i++) copyRun(from.first + i * from.step, to.first + i * to.step, length);
}

inline void clearPieces(Pieces<float> to, long count, long length) {
  for (long i = 0; i < count; i++) clearRun(to.first + i * to.step, length);
}

template <long LENGTH>
EVENKEEL_INLINE void addShortPieces(Pieces<const float> from, Pieces<float> to, long count) {
  for (long i = 0; i < count; i++) {
    for (long k = 0; k < LENGTH; k++) to.first[i * to.step + k] += from.first[i * from.step + k];
  }
}

/** Adds each piece of `from` to the one of `to`. */
inline void addPieces(Pieces<const float> from, Pieces<float> to, long count, long length) {
  if (length == 1) return addShortPieces<1>(from, to, count);
  if (length == 2) return addShortPieces<2>(from, to, count);
  if (length == 3) return addShortPieces<3>(from, to, count);
  if (length == 4) return addShortPieces<4>(from, to, count);
  for (long i = 0; i < count; i++) addRun(from.first + i * from.step, to.first + i * to.step, length);
}

}  // namespace evenkeel::EVENKEEL_ISA
