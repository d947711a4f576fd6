// Where windows and the input meet, along one axis.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Places begin..end-1 along an axis: taps of a kernel, or outputs. */
struct Span {
  long begin, end;
};

/** The taps of a kernel that fall inside an input of `size` when the first one is at `position`. */
EVENKEEL_INLINE Span tapsInside(long position, long kernel, long dilation, long size) {
  const bool inside = position >= 0 && position + (kernel - 1) * dilation < size;
  if (inside) return {0, kernel};
  const long begin = position >= 0 ? 0 : (dilation - 1 - position) / dilation;
  const long room = position >= size ? 0 : (size - position + dilation - 1) / dilation;
  const long end = room < kernel ? room : kernel;
  return {begin < end ? begin : end, end};
}

/** The outputs of which the window spans an input position: with dilation, some of them may pass over it. */
EVENKEEL_INLINE Span outputsOver(long position, long kernel, long dilation, long stride, long padding, long outputs) {
  const long last = position + padding, first = last - (kernel - 1) * dilation;
  const long begin = first <= 0 ? 0 : (first + stride - 1) / stride;
  const long end = last / stride + 1 < outputs ? last / stride + 1 : outputs;
  return {begin, end};
}

/** The outputs `o` within `among` for which o · stride + offset falls inside an input of `size`. */
EVENKEEL_INLINE Span outputsInside(long offset, long stride, long size, Span among) {
  const long first = offset >= 0 ? 0 : (stride - 1 - offset) / stride;
  const long last = offset >= size ? 0 : (size - offset + stride - 1) / stride;
  const long end = last < among.begin ? among.begin : last < among.end ? last : among.end;
  return {first < among.begin ? among.begin : first < end ? first : end, end};
}

}  // namespace evenkeel::EVENKEEL_ISA
