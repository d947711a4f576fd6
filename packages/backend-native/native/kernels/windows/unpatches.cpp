#include "../call.hpp"
#include "image-patches.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Floats that a task reads, about. */
constexpr long TASK_FLOATS = 1 << 15;

}  // namespace

/** The adjoint of `patches`: each input element is the sum of its copies, in the order of output positions. */
Status unpatches(const Call& call) {
  Arguments in(call);
  const float* dout = in.floats();
  float* dx = in.floats();
  const Window window = in.window();
  const long groups = in.size();
  if (in.status != Status::done) return in.status;

  const long positions = window.outHeight * window.outWidth;
  const long length = window.kernelHeight * window.kernelWidth * (window.channels / groups);
  const long pixels = window.height * window.width * window.channels;
  parallelChunks(call, window.batch, TASK_FLOATS / (positions * length * groups + 1) + 1, [&](long begin, long end) {
    for (long image = begin; image < end; image++) {
      clearRun(dx + image * pixels, pixels);
      for (long group = 0; group < groups; group++) {
        const float* columns = dout + (group * window.batch + image) * positions * length;
        addPatches(columns, dx, window, image, group, groups, 0, positions);
      }
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
