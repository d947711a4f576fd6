#include "convolution.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Partial sums are taken over as many parts of the batch, however many threads there are, and added in order. */
constexpr long MOST_PARTS = 8;

}  // namespace

/** dweight = patches(x)^T * dy. Tasks are parts of the batch. */
Status convolveWeightGradient(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const float* dy = in.floats();
  float* dweight = in.floats();
  const Window window = in.window();
  const long groups = in.size(), filters = in.size();
  if (in.status != Status::done) return in.status;
  const ConvolutionShape shape(window, groups, filters);
  const long length = shape.taps * filters;
  if (length == 0) return Status::done;

  const long parts = window.batch < MOST_PARTS ? window.batch : MOST_PARTS;
  const long blockPositions = shape.positionsPerBlock();
  const long roomFloats = blockPositions * shape.taps;
  const long packedFloats = packedLength(blockPositions, shape.groupFilters);
  float* partial = scratch<float>(call, parts * length);
  float* rooms = scratch<float>(call, call.runtime.threads * (roomFloats + packedFloats));
  if (partial == nullptr || rooms == nullptr) return Status::outOfMemory;

  parallel(call, parts, [&](long part, long thread) {
    float* room = rooms + thread * (roomFloats + packedFloats);
    float* sums = partial + part * length;
    for (long i = 0; i < length; i++) sums[i] = 0;
    const long firstImage = window.batch * part / parts, endImage = window.batch * (part + 1) / parts;
    for (long image = firstImage; image < endImage; image++) {
      for (long begin = 0; begin < shape.positions; begin += blockPositions) {
        const Chunk block = chunkOf(begin / blockPositions, shape.positions, blockPositions);
        const long rows = block.end - block.begin;
        const float* slopes = dy + (image * shape.positions + block.begin) * filters;
        for (long group = 0; group < groups; group++) {
          const long first = group * shape.groupFilters;
          const Matrix patches = shape.patchesAt(x, image, group, block.begin, block.end, room);
          const Matrix transposed{patches.data, patches.columnStride, patches.rowStride};
          const RightFactor right = pack({slopes + first, filters, 1}, rows, shape.groupFilters, room + roomFloats);
          multiply(transposed, right, sums + first, filters, shape.taps, {nullptr, true});
        }
      }
    }
  });

  parallelChunks(call, length, 1 << 14, [&](long begin, long end) {
    for (long i = begin; i < end; i++) dweight[i] = parts > 0 ? partial[i] : 0;
    for (long part = 1; part < parts; part++) {
      const float* __restrict sums = partial + part * length;
      for (long i = begin; i < end; i++) dweight[i] += sums[i];
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
