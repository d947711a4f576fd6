#include "channels.hpp"
#include "pooling.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Whether the window of output `output` has a tap at `position`, and does not pass over it. */
EVENKEEL_INLINE bool hasTap(long position, long output, long stride, long padding, long dilation) {
  return dilation == 1 || (position + padding - output * stride) % dilation == 0;
}

}  // namespace

void unpoolOverlapping(const Unpooling& given, const Span* columns, long begin, long end) {
  const Window& window = given.window;
  const long channels = window.channels;
  for (long line = begin; line < end; line++) {
    const long image = line / window.height, row = line % window.height;
    const Span rows = outputsOver(row, window.kernelHeight, window.dilationHeight, window.strideHeight,
                                  window.paddingTop, window.outHeight);
    for (long column = 0; column < window.width; column++) {
      const Span over = columns[column];
      const int position = static_cast<int>(row * window.width + column);
      float* dx = given.dx + line * given.line() + column * channels;
      forChannels(channels, [&](auto kind, long channel) {
        using Kind = decltype(kind);
        using Values = typename Kind::Values;
        using Places = typename Kind::Places;
        Values sums{};
        for (long r = rows.begin; r < rows.end; r++) {
          for (long c = over.begin; c < over.end; c++) {
            const long from = ((image * window.outHeight + r) * window.outWidth + c) * channels + channel;
            const Values gradient = valuesAt<Kind>(given.dy + from);
            if (given.where != nullptr) {
              const Places winner = placesAt<Kind>(given.where + from);
              sums = winner == Places{} + position ? sums + gradient : sums;
            } else if (hasTap(row, r, window.strideHeight, window.paddingTop, window.dilationHeight) &&
                       hasTap(column, c, window.strideWidth, window.paddingLeft, window.dilationWidth)) {
              sums = sums + gradient;
            }
          }
        }
        put<Kind>(dx + channel, sums);
      });
    }
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
