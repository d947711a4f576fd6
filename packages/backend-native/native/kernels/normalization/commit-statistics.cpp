#include "../call.hpp"
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Moves running statistics towards those of a batch; a factor of 0 or an empty batch leaves them as they were. */
Status commitStatistics(const Call& call) {
  Arguments in(call);
  const float* count = in.floats();
  const float* center = in.floats();
  const float* residual = in.floats();
  const float* m2 = in.floats();
  const float* factor = in.floats();
  const Slot* meanSlot = in.buffer();
  float* variance = in.floats();
  float* updates = in.floats();
  const double fixedWeight = in.number();
  const bool unbiased = in.flag();
  if (meanSlot->data != nullptr && meanSlot->dtype != DType::float32) return Status::unusableBuffer;
  if (in.status != Status::done) return in.status;

  const long length = meanSlot->length;
  auto* mean = static_cast<float*>(meanSlot->data);
  if (factor[0] == 0) return Status::done;
  for (long c = 0; c < length; c++) {
    if (count[c] == 0) return Status::done;
  }
  // A negative weight stands for the cumulative average.
  const double weight = fixedWeight >= 0 ? fixedWeight : 1 / (static_cast<double>(updates[0]) + 1);
  const double lost = unbiased ? 1 : 0;
  for (long c = 0; c < length; c++) {
    const double oldMean = mean[c], oldVariance = variance[c], degrees = count[c] - lost;
    const double batchMean = static_cast<double>(center[c]) + residual[c];
    mean[c] = static_cast<float>(oldMean + weight * (batchMean - oldMean));
    const double batchVariance = m2[c] / degrees;
    variance[c] = degrees > 0 ? static_cast<float>(oldVariance + weight * (batchVariance - oldVariance)) : variance[c];
  }
  updates[0] += 1;
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
