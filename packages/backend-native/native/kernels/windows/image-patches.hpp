// im2col of one image, and its adjoint.
#pragma once
#include "patch-shape.hpp"
#include "../moving/pieces.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Rows of a kernel with fewer floats go tap by tap over a row of outputs: one by one they cost more to set up. */
constexpr long SHORT_LINE = 48;

/** Copies one row of outputs, tap by tap. */
inline void copyTaps(const float* image, float* out, const PatchShape& shape, long r, Span columns) {
  const Window& window = shape.window;
  for (long j = 0; j < window.kernelWidth; j++) {
    const Span inside = outputsInside(shape.offsetOf(j), window.strideWidth, window.width, columns);
    for (long i = 0; i < window.kernelHeight; i++) {
      const long row = shape.inputRow(r, i);
      float* to = out + i * shape.line + j * shape.depth;
      const Span copied = shape.hasRow(row) ? inside : Span{columns.end, columns.end};
      clearPieces({to, shape.length}, copied.begin - columns.begin, shape.depth);
      clearPieces({to + (copied.end - columns.begin) * shape.length, shape.length}, columns.end - copied.end,
                  shape.depth);
      if (copied.begin == copied.end) continue;
      const long from = shape.indexOf(row, copied.begin * window.strideWidth + shape.offsetOf(j));
      copyPieces({image + from, window.strideWidth * window.channels},
                 {to + (copied.begin - columns.begin) * shape.length, shape.length}, copied.end - copied.begin,
                 shape.depth);
    }
  }
}

/** Copies one row of outputs of which no window reaches beyond the left or right edge, a kernel row as one piece. */
inline void copyLines(const float* image, float* out, const PatchShape& shape, long r, Span columns) {
  const Window& window = shape.window;
  if (columns.begin == columns.end) return;
  for (long i = 0; i < window.kernelHeight; i++) {
    const long row = shape.inputRow(r, i);
    const Pieces<float> to{out + i * shape.line, shape.length};
    if (!shape.hasRow(row)) {
      clearPieces(to, columns.end - columns.begin, shape.line);
      continue;
    }
    const long from = shape.indexOf(row, columns.begin * window.strideWidth + shape.offsetOf(0));
    copyPieces({image + from, window.strideWidth * window.channels}, to, columns.end - columns.begin, shape.line);
  }
}

/**
 * The patches of one image and one group of channels for the output positions rowBegin..rowEnd-1 (counted row-major in
 * outHeight × outWidth): out is [rowEnd - rowBegin, kernelHeight · kernelWidth · (channels / groups)], dense, zero in
 * the padding. x is the whole batch.
 */
inline void patchesOf(const float* x, float* out, const Window& window, long image, long group, long groups,
                      long rowBegin, long rowEnd) {
  const PatchShape shape(window, group, groups);
  const float* pixels = x + image * window.height * window.width * window.channels;
  const long stride = window.strideWidth, width = window.width;
  forOutputRows(rowBegin, rowEnd, window.outWidth, [&](long r, Span columns, long first) {
    const auto at = [&](long c) { return out + (first + c - columns.begin) * shape.length; };
    const auto copyPatches = [&](long begin, long end) {
      for (long c = begin; c < end; c++) {
        float* to = at(c);
        forRuns(
            shape, r, c, [&](long patch, long pixel, long count) { copyRun(pixels + pixel, to + patch, count); },
            [&](long patch, long count) { clearRun(to + patch, count); });
      }
    };
    if (!shape.joined()) {
      if (shape.line < SHORT_LINE) copyTaps(pixels, at(columns.begin), shape, r, columns);
      else copyPatches(columns.begin, columns.end);
      return;
    }
    const long begin = outputsInside(shape.offsetOf(0), stride, width, columns).begin;
    const long stop = outputsInside(shape.offsetOf(window.kernelWidth - 1), stride, width, columns).end;
    const long end = begin < stop ? stop : begin;
    copyPatches(columns.begin, begin);
    copyLines(pixels, at(begin), shape, r, {begin, end});
    copyPatches(end, columns.end);
  });
}

/** The adjoint of `patchesOf`: adds each value of `columns` to the element of dx that it would have come from. */
inline void addPatches(const float* columns, float* dx, const Window& window, long image, long group, long groups,
                       long rowBegin, long rowEnd) {
  const PatchShape shape(window, group, groups);
  float* pixels = dx + image * window.height * window.width * window.channels;
  const long stride = window.strideWidth;
  forOutputRows(rowBegin, rowEnd, window.outWidth, [&](long r, Span among, long first) {
    if (shape.line >= SHORT_LINE) {
      for (long c = among.begin; c < among.end; c++) {
        const float* from = columns + (first + c - among.begin) * shape.length;
        forRuns(
            shape, r, c, [&](long patch, long pixel, long count) { addRun(from + patch, pixels + pixel, count); },
            [](long, long) {});
      }
      return;
    }
    // Tap by tap, because additions to the same few floats would wait for each other.
    for (long j = 0; j < window.kernelWidth; j++) {
      const Span inside = outputsInside(shape.offsetOf(j), stride, window.width, among);
      if (inside.begin == inside.end) continue;
      const float* from = columns + (first + inside.begin - among.begin) * shape.length + j * shape.depth;
      for (long i = 0; i < window.kernelHeight; i++) {
        const long row = shape.inputRow(r, i);
        if (!shape.hasRow(row)) continue;
        float* to = pixels + shape.indexOf(row, inside.begin * stride + shape.offsetOf(j));
        addPieces({from + i * shape.line, shape.length}, {to, stride * window.channels}, inside.end - inside.begin,
                  shape.depth);
      }
    }
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
