// What the three kernels of convolution have in common: products of patches, an image or a part of one at a time.
#pragma once
#include "image-patches.hpp"
#include "../products/product.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Sizes of a convolution as products: patches [positions, taps] of each image and group times weights [taps, filters]. */
struct ConvolutionShape {
  Window window;
  long groups;
  /** Filters of all groups, and of one. */
  long filters, groupFilters;
  /** kernelHeight * kernelWidth * (channels / groups). */
  long taps;
  /** outHeight * outWidth. */
  long positions;
  /** Whether the patches of an image are the image itself, so that they need not be written anywhere. */
  bool pointwise;

  ConvolutionShape(const Window& window, long groups, long filters)
      : window(window),
        groups(groups),
        filters(filters),
        groupFilters(filters / groups),
        taps(window.kernelHeight * window.kernelWidth * (window.channels / groups)),
        positions(window.outHeight * window.outWidth),
        pointwise(window.kernelHeight * window.kernelWidth == 1 && window.strideHeight * window.strideWidth == 1 &&
                  window.paddingTop == 0 && window.paddingLeft == 0 && window.outHeight == window.height &&
                  window.outWidth == window.width) {}

  /** Positions whose patches stay in the L2 cache together. */
  long positionsPerBlock() const {
    constexpr long FLOATS_PER_BLOCK = 1 << 16;
    const long fitting = FLOATS_PER_BLOCK / (taps > 0 ? taps : 1);
    return fitting < 1 ? 1 : fitting < positions ? fitting : positions;
  }

  long imageLength() const { return window.height * window.width * window.channels; }

  /** The weights of a group as [taps, groupFilters]. */
  Matrix weightsOf(const float* weight, long group) const { return {weight + group * groupFilters, filters, 1}; }

  /** The patches of positions begin..end-1, written into `room` where they do not lie in x as they are. */
  Matrix patchesAt(const float* x, long image, long group, long begin, long end, float* room) const {
    if (pointwise) {
      const float* pixels = x + image * imageLength() + begin * window.channels;
      return {pixels + group * (window.channels / groups), window.channels, 1};
    }
    patchesOf(x, room, window, image, group, groups, begin, end);
    return {room, taps, 1};
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
