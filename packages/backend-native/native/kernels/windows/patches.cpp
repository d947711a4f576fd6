#include "../call.hpp"
#include "image-patches.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Floats that a task writes, about. */
constexpr long TASK_FLOATS = 1 << 15;

}  // namespace

/** im2col: out[group][image][position][tap][channel of the group], zero in the padding; see the contract. */
Status patches(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  float* out = in.floats();
  const Window window = in.window();
  const long groups = in.size();
  if (in.status != Status::done) return in.status;

  const long positions = window.outHeight * window.outWidth;
  const long length = window.kernelHeight * window.kernelWidth * (window.channels / groups);
  if (window.batch * positions * length == 0) return Status::done;
  // Bands of positions within an image, so that a single large image is shared too.
  const long band = TASK_FLOATS / length + 1;
  const long bands = (positions + band - 1) / band;
  const long bandsPerTask = TASK_FLOATS / ((band < positions ? band : positions) * length) + 1;
  parallelChunks(call, groups * window.batch * bands, bandsPerTask, [&](long begin, long end) {
    for (long task = begin; task < end; task++) {
      // Images of the first group, then of the next.
      const long image = task / bands, group = image / window.batch;
      const Chunk rows = chunkOf(task % bands, positions, band);
      float* to = out + (image * positions + rows.begin) * length;
      patchesOf(x, to, window, image % window.batch, group, groups, rows.begin, rows.end);
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
