#include "norm-coefficients.hpp"
#include "norm-join.hpp"
#include "norm-row-loops.hpp"
#include "norm-run-loops.hpp"
#include "norm-runs.hpp"
#include "norm-upstream.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

template <Slope SLOPE>
struct GradientBlock {
  Upstream<SLOPE> upstream;
  const float* x;
  const float* center;
  const float* scale;

  template <int COUNT>
  struct Constants {
    Floats center[COUNT], scale[COUNT];
  };
  template <int COUNT>
  EVENKEEL_INLINE Constants<COUNT> constants(long column, long) const {
    Constants<COUNT> constants;
#pragma GCC unroll 4
    for (int v = 0; v < COUNT; v++) {
      constants.center[v] = load(center + column + v * LANES);
      constants.scale[v] = load(scale + column + v * LANES);
    }
    return constants;
  }
  template <int COUNT>
  EVENKEEL_INLINE void add(const Constants<COUNT>& constants, long offset, Floats (&first)[COUNT],
                           Floats (&second)[COUNT]) const {
#pragma GCC unroll 4
    for (int v = 0; v < COUNT; v++) {
      const Floats dz = upstream.load(AtOffset{offset + v * LANES});
      first[v] += dz;
      second[v] += dz * ((load(x + offset + v * LANES) - constants.center[v]) * constants.scale[v]);
    }
  }
  EVENKEEL_INLINE void prefetch(long offset) const {
    __builtin_prefetch(x + offset);
    upstream.prefetch(offset);
  }
};

template <Slope SLOPE>
void measureRows(const GradientReduction& reduction, const Columns& columns, const NormUnit& unit, Chunk rows,
                 Partial& result) {
  const UpstreamGradient& gradient = reduction.gradient;
  const Upstream<SLOPE> upstream{gradient.dy, gradient.y, slopeConstants(gradient.activation, gradient.alpha)};
  const ColumnCoefficients center(columns, unit, reduction.center), scale(columns, unit, reduction.scale);
  const GradientBlock<SLOPE> block{upstream, reduction.x, center.values(), scale.values()};
  sumRows(RowWalk(columns, unit, rows), rows, block, result);
}

template <Slope SLOPE>
void measureRuns(const GradientReduction& reduction, const Planes& planes, const NormUnit& unit, Chunk range,
                 Partial& result, float* tiles) {
  const UpstreamGradient& gradient = reduction.gradient;
  const SlopeConstants constants = slopeConstants(gradient.activation, gradient.alpha);
  const float center = reduction.center[unit.entry], scale = reduction.scale[unit.entry];
  RunInputs inputs;
  inputs.x = reduction.x;
  inputs.dy = gradient.dy;
  inputs.y = SLOPE == Slope::one ? nullptr : gradient.y;
  LaneSums sums;
  forRuns(planes, unit, range, inputs, tiles, [&](const RunInputs& run, long length, long ahead) {
    const Upstream<SLOPE> upstream{run.dy, run.y, constants};
    sumRun(length, ahead, sums, [&](const auto& vector, Floats& first, Floats& second) {
      const Floats dz = vector.keep(upstream.load(vector));
      first += dz;
      second += dz * vector.keep((vector.load(run.x) - center) * scale);
    });
  });
  result.first[0] = sumOfLanes(sums.first);
  result.second[0] = sumOfLanes(sums.second);
}

}  // namespace

void GradientReduction::measure(const Columns& columns, const NormUnit& unit, Chunk rows, Partial& result,
                                float*) const {
  withSlope(gradient.activation, [&](auto slope) {
    measureRows<decltype(slope)::value>(*this, columns, unit, rows, result);
  });
}

void GradientReduction::measure(const Planes& planes, const NormUnit& unit, Chunk range, Partial& result,
                                float* tiles) const {
  withSlope(gradient.activation, [&](auto slope) {
    measureRuns<decltype(slope)::value>(*this, planes, unit, range, result, tiles);
  });
}

void GradientReduction::merge(Partial& into, const Partial& other, long slots) {
  for (long i = 0; i < slots; i++) {
    into.first[i] += other.first[i];
    into.second[i] += other.second[i];
  }
}

void GradientReduction::join(const Columns& columns, const NormUnit& unit, Partial& result) {
  const auto joinSums = [&](double* sums) {
    closeGap(unit, sums);
    if (columns.simple()) return;
    for (long channel = 0; channel < unit.channels; channel++) {
      // Columns of this channel lie at or behind its own place, those of later channels behind it.
      sums[channel] = sumOverColumns(columns, unit, channel, [&](long i) { return sums[i]; });
    }
  };
  joinSums(result.first);
  joinSums(result.second);
}

}  // namespace evenkeel::EVENKEEL_ISA
