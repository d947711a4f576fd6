#include "convolution.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** dx: what each position gives its patch, dy * weight^T, added up where patches overlap. Tasks are images. */
Status convolveInputGradient(const Call& call) {
  Arguments in(call);
  const float* dy = in.floats();
  const float* weight = in.floats();
  float* dx = in.floats();
  const Window window = in.window();
  const long groups = in.size(), filters = in.size();
  if (in.status != Status::done) return in.status;
  const ConvolutionShape shape(window, groups, filters);

  const long packedFloats = packedLength(shape.groupFilters, shape.taps);
  const long blockPositions = shape.positionsPerBlock();
  const long roomFloats = blockPositions * shape.taps;
  float* packed = scratch<float>(call, groups * packedFloats);
  float* rooms = scratch<float>(call, call.runtime.threads * roomFloats);
  if (packed == nullptr || rooms == nullptr) return Status::outOfMemory;
  for (long group = 0; group < groups; group++) {
    const Matrix weights = shape.weightsOf(weight, group);
    const Matrix transposed{weights.data, weights.columnStride, weights.rowStride};
    pack(transposed, shape.groupFilters, shape.taps, packed + group * packedFloats);
  }

  parallel(call, window.batch, [&](long image, long thread) {
    float* room = rooms + thread * roomFloats;
    float* pixels = dx + image * shape.imageLength();
    for (long i = 0; i < shape.imageLength(); i++) pixels[i] = 0;
    if (shape.taps == 0) return;
    for (long group = 0; group < groups; group++) {
      const RightFactor weights = packedFactor(packed + group * packedFloats, shape.groupFilters, shape.taps);
      for (long begin = 0; begin < shape.positions; begin += blockPositions) {
        const Chunk block = chunkOf(begin / blockPositions, shape.positions, blockPositions);
        const long rows = block.end - block.begin;
        const float* from = dy + (image * shape.positions + block.begin) * filters + group * shape.groupFilters;
        multiply({from, filters, 1}, weights, room, shape.taps, rows, {nullptr, false});
        addPatches(room, dx, window, image, group, groups, block.begin, block.end);
      }
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
