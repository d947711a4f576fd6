#include "norm-affine.hpp"
#include "norm-moments.hpp"
#include "norm-statistics.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** The largest float. */
constexpr float LARGEST = 3.4028235e38f;

/**
 * scale = γ/√(m2/count + ε) and shift = β - residual · scale of some channels (Ioffe and Szegedy 2015, Algorithm 1).
 * Roots are taken in single precision, where the variance is in its range: it costs a third of the time.
 */
void setCoefficients(const NormUnit& unit, const Partial& measured, const float* gamma, const float* beta,
                     const float* residuals, double epsilon, float* scales, float* shifts) {
  const double share = measured.count == 0 ? 0 : 1 / measured.count;
  const long channels = unit.channels;
  const double* __restrict m2 = measured.second;
  const float* __restrict residual = residuals + unit.entry;
  float* __restrict scale = scales + unit.entry;
  float* __restrict shift = shifts + unit.entry;
  for (long c = 0; c < channels; c++) scale[c] = static_cast<float>(m2[c] * share + epsilon);
  int infinite = 0;
  for (long c = 0; c < channels; c++) infinite |= scale[c] > LARGEST;
  for (long c = 0; c < channels; c++) scale[c] = 1 / __builtin_sqrtf(scale[c]);
  if (infinite != 0) {
    for (long c = 0; c < channels; c++) scale[c] = static_cast<float>(1 / __builtin_sqrt(m2[c] * share + epsilon));
  }
  if (gamma != nullptr) {
    for (long c = 0; c < channels; c++) scale[c] *= gamma[unit.firstChannel + c];
  }
  if (beta == nullptr) {
    for (long c = 0; c < channels; c++) shift[c] = -residual[c] * scale[c];
  } else {
    for (long c = 0; c < channels; c++) shift[c] = beta[unit.firstChannel + c] - residual[c] * scale[c];
  }
}

}  // namespace

/** Moments of x, then y = f(γ · (x - mean)/√(m2/count + ε) + β). */
Status normForward(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const float* weights = in.optionalFloats();
  const float* gamma = in.optionalFloats();
  const float* beta = in.optionalFloats();
  const StatisticsBuffers statistics = takeStatistics(in);
  float* y = in.floats();
  const View view = in.view();
  const double epsilon = in.number();
  const Activation activation = in.choice<Activation>();
  const float alpha = static_cast<float>(in.number());
  if (in.status != Status::done) return in.status;

  const long entries = view.groups * view.channels;
  auto* scale = scratch<float>(call, 2 * entries);
  if (scale == nullptr) return Status::outOfMemory;
  float* shift = scale + entries;
  const AffinePass pass{x, statistics.center, scale, shift, y, activation, alpha, entries * view.outer * view.inner};
  return withLayout(view, weights != nullptr, [&](const auto& layout) {
    return reduceUnits(
        call, layout, MomentsReduction{x, weights},
        [&](const NormUnit& unit, const Partial& measured) {
          storeStatistics(statistics, unit, measured);
          setCoefficients(unit, measured, gamma, beta, statistics.residual, epsilon, scale, shift);
        },
        [&](const NormUnit& unit, Chunk range, float* tiles) { pass.apply(layout, unit, range, tiles); });
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
