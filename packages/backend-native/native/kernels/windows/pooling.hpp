// What pooling and its gradient share.
#pragma once
#include "../call.hpp"
#include "taps.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** As `POOL_NUMBERS` in src/kernels/choices.ts. */
enum class PoolOp : int { max, sum };

/** The elements of one window that lie in the input: `rows` times `columns` of them. */
template <typename Value>
struct WindowElements {
  /** The first one, at channel 0; to the next ones below it and beside it. */
  Value* first;
  long down, across;
  /** Its position in the plane, and the steps to the next ones. */
  int position, positionDown, positionAcross;
  long rows, columns;
};

/** The window of output (r, c) over the plane of one image. */
template <typename Value>
EVENKEEL_INLINE WindowElements<Value> elementsOf(Value* plane, const Window& window, long r, long c) {
  const long top = r * window.strideHeight - window.paddingTop, left = c * window.strideWidth - window.paddingLeft;
  const Span rows = tapsInside(top, window.kernelHeight, window.dilationHeight, window.height);
  const Span columns = tapsInside(left, window.kernelWidth, window.dilationWidth, window.width);
  if (rows.begin == rows.end || columns.begin == columns.end) return {plane, 0, 0, 0, 0, 0, 0, 0};
  const long row = top + rows.begin * window.dilationHeight, column = left + columns.begin * window.dilationWidth;
  const long position = row * window.width + column, down = window.dilationHeight * window.width;
  return {plane + position * window.channels,
          down * window.channels,
          window.dilationWidth * window.channels,
          static_cast<int>(position),
          static_cast<int>(down),
          static_cast<int>(window.dilationWidth),
          rows.end - rows.begin,
          columns.end - columns.begin};
}

/** A gradient on its way back. `where` has the positions of the winners of max, and is null for sum. */
struct Unpooling {
  const float* dy;
  const int* where;
  float* dx;
  Window window;

  /** Lengths of a row of the input, of a row of the output, and of an image. */
  long line() const { return window.width * window.channels; }
  long outLine() const { return window.outWidth * window.channels; }
  long plane() const { return window.height * line(); }
};

/** What rows begin..end-1 of the output, counted over the batch, give back, when no element lies in two windows. */
void unpoolDisjoint(const Unpooling& given, long begin, long end);

/**
 * What rows begin..end-1 of the input, counted over the batch, get back from any number of windows;
 * columns[i] are the outputs over column i of the input.
 */
void unpoolOverlapping(const Unpooling& given, const Span* columns, long begin, long end);

}  // namespace evenkeel::EVENKEEL_ISA
