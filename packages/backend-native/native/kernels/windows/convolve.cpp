#include "../activations/activations.hpp"
#include "convolution.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** y = f(patches(x) * weight + bias), see `convolve` in the contract. Tasks are blocks of positions of an image. */
Status convolve(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const float* weight = in.floats();
  const float* bias = in.optionalFloats();
  float* y = in.floats();
  const Window window = in.window();
  const long groups = in.size(), filters = in.size();
  const auto activation = in.choice<Activation>();
  const float alpha = static_cast<float>(in.number());
  if (in.status != Status::done) return in.status;
  const ConvolutionShape shape(window, groups, filters);
  if (window.batch * shape.positions * filters == 0) return Status::done;

  const long packedFloats = packedLength(shape.taps, shape.groupFilters);
  const long blockPositions = shape.positionsPerBlock();
  const long roomFloats = blockPositions * shape.taps;
  float* packed = scratch<float>(call, groups * packedFloats);
  float* rooms = scratch<float>(call, call.runtime.threads * roomFloats);
  if (packed == nullptr || rooms == nullptr) return Status::outOfMemory;
  for (long group = 0; group < groups; group++) {
    pack(shape.weightsOf(weight, group), shape.taps, shape.groupFilters, packed + group * packedFloats);
  }

  const long blocks = (shape.positions + blockPositions - 1) / blockPositions;
  parallel(call, window.batch * blocks, [&](long task, long thread) {
    const long image = task / blocks, block = task % blocks;
    const long begin = shape.positions * block / blocks, end = shape.positions * (block + 1) / blocks;
    float* out = y + (image * shape.positions + begin) * filters;
    for (long group = 0; group < groups; group++) {
      const Matrix patches = shape.patchesAt(x, image, group, begin, end, rooms + thread * roomFloats);
      const long first = group * shape.groupFilters;
      const RightFactor weights = packedFactor(packed + group * packedFloats, shape.taps, shape.groupFilters);
      multiply(patches, weights, out + first, filters, end - begin, {bias == nullptr ? nullptr : bias + first, false});
    }
    if (activation != Activation::none) activateValues(out, out, (end - begin) * filters, activation, alpha);
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
