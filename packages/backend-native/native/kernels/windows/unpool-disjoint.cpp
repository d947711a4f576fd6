#include "channels.hpp"
#include "pooling.hpp"
#include "../moving/runs.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Whether every input element lies in a window. */
bool coverInput(const Window& window) {
  return window.kernelHeight == window.strideHeight && window.kernelWidth == window.strideWidth &&
         window.dilationHeight == 1 && window.dilationWidth == 1 && window.paddingTop == 0 && window.paddingLeft == 0 &&
         window.outHeight * window.strideHeight >= window.height &&
         window.outWidth * window.strideWidth >= window.width;
}

/** One output gives its dy to the elements of its window, or to the winner among them. */
template <bool LOCATED>
EVENKEEL_INLINE void spread(const WindowElements<float>& elements, long rows, long columns, long channels,
                            const float* dy, const int* where) {
  forChannels(channels, [&](auto kind, long channel) {
    using Kind = decltype(kind);
    using Values = typename Kind::Values;
    using Places = typename Kind::Places;
    const Values gradient = valuesAt<Kind>(dy + channel);
    const Places winner = LOCATED ? placesAt<Kind>(where + channel) : Places{};
    float* line = elements.first + channel;
    int position = elements.position;
    for (long i = 0; i < rows; i++, line += elements.down, position += elements.positionDown) {
      for (long j = 0; j < columns; j++) {
        const Places at = Places{} + (position + static_cast<int>(j) * elements.positionAcross);
        const Values given = LOCATED ? (winner == at ? gradient : Values{}) : gradient;
        put<Kind>(line + j * elements.across, given);
      }
    }
  });
}

/** Row r of the output of one image. */
template <bool LOCATED>
void spreadRow(float* plane, const Window& window, long r, const float* dy, const int* where) {
  const long channels = window.channels;
  for (long c = 0; c < window.outWidth; c++, dy += channels) {
    const WindowElements<float> elements = elementsOf(plane, window, r, c);
    if (elements.rows == 2 && elements.columns == 2) spread<LOCATED>(elements, 2, 2, channels, dy, where);
    else spread<LOCATED>(elements, elements.rows, elements.columns, channels, dy, where);
    if (LOCATED) where += channels;
  }
}

/** Row `row` of the input or its nearest edge. */
long within(long row, long height) { return row < 0 ? 0 : row < height ? row : height; }

}  // namespace

void unpoolDisjoint(const Unpooling& given, long begin, long end) {
  const Window& window = given.window;
  const bool covered = coverInput(window);
  for (long row = begin; row < end; row++) {
    const long r = row % window.outHeight, from = row * given.outLine();
    float* plane = given.dx + row / window.outHeight * given.plane();
    if (!covered) {
      // The rows up to the next windows, with all that lies before the first and behind the last of them.
      const long top = r == 0 ? 0 : within(r * window.strideHeight - window.paddingTop, window.height);
      const long bottom = r == window.outHeight - 1
                              ? window.height
                              : within((r + 1) * window.strideHeight - window.paddingTop, window.height);
      clearRun(plane + top * given.line(), (bottom - top) * given.line());
    }
    if (given.where == nullptr) spreadRow<false>(plane, window, r, given.dy + from, nullptr);
    else spreadRow<true>(plane, window, r, given.dy + from, given.where + from);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
