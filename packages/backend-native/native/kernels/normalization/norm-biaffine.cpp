#include "norm-coefficients.hpp"
#include "norm-row-loops.hpp"
#include "norm-run-loops.hpp"
#include "norm-runs.hpp"
#include "norm-stream.hpp"
#include "norm-upstream.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

template <Slope SLOPE, bool WEIGHTED>
struct BiaffineBlock {
  Upstream<SLOPE> upstream;
  const float* x;
  /** By row. */
  const float* weights;
  const float* center;
  const float* a;
  const float* b;
  const float* d;

  template <int COUNT>
  struct Constants {
    Floats center[COUNT], a[COUNT], b[COUNT], d[COUNT];
  };
  template <int COUNT>
  EVENKEEL_INLINE Constants<COUNT> constants(long column) const {
    Constants<COUNT> constants;
#pragma GCC unroll 4
    for (int v = 0; v < COUNT; v++) {
      constants.center[v] = load(center + column + v * LANES);
      constants.a[v] = load(a + column + v * LANES);
      constants.b[v] = load(b + column + v * LANES);
      constants.d[v] = load(d + column + v * LANES);
    }
    return constants;
  }
  template <int COUNT>
  EVENKEEL_INLINE Floats value(const Constants<COUNT>& constants, int v, long row, long offset) const {
    const Floats dz = upstream.load(AtOffset{offset});
    const Floats b = constants.b[v], d = constants.d[v];
    const Floats distance = load(x + offset) - constants.center[v];
    if constexpr (!WEIGHTED) return constants.a[v] * ((dz + d) + b * distance);
    else if (weights[row] == 0) return constants.a[v] * dz;
    else return constants.a[v] * ((dz + weights[row] * d) + weights[row] * b * distance);
  }
  EVENKEEL_INLINE void prefetch(long offset) const {
    __builtin_prefetch(x + offset);
    upstream.prefetch(offset);
  }
};

template <typename Put, Slope SLOPE>
void applyRows(const BiaffinePass& pass, const Columns& columns, const NormUnit& unit, Chunk rows) {
  const UpstreamGradient& gradient = pass.gradient;
  const Upstream<SLOPE> upstream{gradient.dy, gradient.y, slopeConstants(gradient.activation, gradient.alpha)};
  const ColumnCoefficients center(columns, unit, pass.center), a(columns, unit, pass.a), b(columns, unit, pass.b),
      d(columns, unit, pass.d);
  const RowWalk walk(columns, unit, rows);
  if (pass.weights == nullptr) {
    const BiaffineBlock<SLOPE, false> block{upstream,   pass.x,     nullptr,   center.values(),
                                            a.values(), b.values(), d.values()};
    writeRows<Put>(walk, rows, pass.dx, block);
  } else {
    const BiaffineBlock<SLOPE, true> block{
        upstream, pass.x, pass.weights + unit.weightOffset, center.values(), a.values(), b.values(), d.values()};
    writeRows<Stored>(walk, rows, pass.dx, block);
  }
}

template <typename Put, Slope SLOPE>
void applyRun(const BiaffinePass& pass, const RunInputs& run, float* dx, long length, long ahead, long entry) {
  const UpstreamGradient& gradient = pass.gradient;
  const Upstream<SLOPE> upstream{run.dy, run.y, slopeConstants(gradient.activation, gradient.alpha)};
  const float center = pass.center[entry], a = pass.a[entry], b = pass.b[entry], d = pass.d[entry];
  if (run.weights == nullptr) {
    writeRun<Put>(dx, length, ahead, [&](const auto& vector) {
      return a * ((upstream.load(vector) + d) + b * (vector.load(run.x) - center));
    });
    return;
  }
  writeRun<Put>(dx, length, ahead, [&](const auto& vector) {
    const Floats weights = vector.loadHere(run.weights);
    const Floats dz = upstream.load(vector);
    const Floats moved = (dz + weights * d) + weights * b * (vector.load(run.x) - center);
    return a * (weights != Floats{} ? moved : dz);
  });
}

}  // namespace

void BiaffinePass::apply(const Columns& columns, const NormUnit& unit, Chunk rows, float*) const {
  const bool streamed =
      dx != gradient.dy && unit.width % LANES == 0 && streamable(dx + unit.offset, length, columns.pitch());
  withSlope(gradient.activation, [&](auto constant) {
    constexpr Slope SLOPE = decltype(constant)::value;
    if (streamed) {
      applyRows<Streamed, SLOPE>(*this, columns, unit, rows);
      endStream();
    } else {
      applyRows<Stored, SLOPE>(*this, columns, unit, rows);
    }
  });
}

void BiaffinePass::apply(const Planes& planes, const NormUnit& unit, Chunk range, float* tiles) const {
  RunInputs inputs;
  inputs.x = x;
  inputs.dy = gradient.dy;
  inputs.y = gradient.y;
  inputs.weights = weights;
  const bool streamed = dx != gradient.dy && !planes.scattered() && range.begin % LANES == 0 &&
                        streamable(dx + unit.offset, length, planes.inner());
  withSlope(gradient.activation, [&](auto constant) {
    constexpr Slope SLOPE = decltype(constant)::value;
    writeRuns(planes, unit, range, inputs, dx, tiles, [&](const RunInputs& run, float* out, long count, long ahead) {
      if (streamed) applyRun<Streamed, SLOPE>(*this, run, out, count, ahead, unit.entry);
      else applyRun<Stored, SLOPE>(*this, run, out, count, ahead, unit.entry);
    });
  });
  if (streamed) endStream();
}

}  // namespace evenkeel::EVENKEEL_ISA
