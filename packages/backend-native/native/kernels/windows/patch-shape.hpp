// Which floats of an image belong to which place of its patches.
#pragma once
#include "../call.hpp"
#include "taps.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Calls work(r, columns, first) for the rows of outputs begin..end-1: `first` is how many outputs came before. */
template <typename Work>
EVENKEEL_INLINE void forOutputRows(long begin, long end, long outWidth, const Work& work) {
  for (long position = begin; position < end;) {
    const long r = position / outWidth, c = position - r * outWidth;
    const long stop = c + end - position < outWidth ? c + end - position : outWidth;
    work(r, Span{c, stop}, position - begin);
    position += stop - c;
  }
}

/** A window and one group of its channels, with the lengths that patches are made of. */
struct PatchShape {
  Window window;
  /** Channels of the group, and the first of them. */
  long depth, firstChannel;
  /** Floats of a patch, and of a row of its kernel. */
  long length, line;

  PatchShape(const Window& window, long group, long groups)
      : window(window),
        depth(window.channels / groups),
        firstChannel(group * depth),
        length(window.kernelHeight * window.kernelWidth * depth),
        line(window.kernelWidth * depth) {}

  /** The row of the input under kernel row i for output row r. */
  long inputRow(long r, long i) const {
    return r * window.strideHeight - window.paddingTop + i * window.dilationHeight;
  }
  /** Whether a row of the kernel is one run of the input, except where it leaves the input. */
  bool joined() const { return depth == window.channels && window.dilationWidth == 1; }
  bool hasRow(long row) const { return row >= 0 && row < window.height; }
  /** Where kernel column j is for output column 0. */
  long offsetOf(long j) const { return j * window.dilationWidth - window.paddingLeft; }
  /** From the beginning of an image to an element of the group; column may lie in the padding. */
  long indexOf(long row, long column) const {
    return (row * window.width + column) * window.channels + firstChannel;
  }
};

/**
 * Calls run(patch, pixel, count) for what one window has of the input, in order: from `pixel` of the image, `count`
 * floats belong at `patch` of its patch. Calls gap(patch, count) for what lies in the padding.
 */
template <typename Run, typename Gap>
EVENKEEL_INLINE void forRuns(const PatchShape& shape, long r, long c, const Run& run, const Gap& gap) {
  const Window& window = shape.window;
  const long left = c * window.strideWidth - window.paddingLeft;
  const Span taps = tapsInside(left, window.kernelWidth, window.dilationWidth, window.width);
  const long before = taps.begin * shape.depth, covered = (taps.end - taps.begin) * shape.depth;
  for (long i = 0, patch = 0; i < window.kernelHeight; i++, patch += shape.line) {
    const long row = shape.inputRow(r, i);
    if (!shape.hasRow(row) || covered == 0) {
      gap(patch, shape.line);
      continue;
    }
    gap(patch, before);
    gap(patch + before + covered, shape.line - before - covered);
    if (shape.joined()) {
      run(patch + before, shape.indexOf(row, left + taps.begin), covered);
      continue;
    }
    for (long j = taps.begin; j < taps.end; j++) {
      run(patch + j * shape.depth, shape.indexOf(row, left + j * window.dilationWidth), shape.depth);
    }
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
