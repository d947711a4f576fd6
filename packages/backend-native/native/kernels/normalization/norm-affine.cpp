#include "norm-affine.hpp"
#include "norm-activations.hpp"
#include "norm-coefficients.hpp"
#include "norm-row-loops.hpp"
#include "norm-run-loops.hpp"
#include "norm-runs.hpp"
#include "norm-stream.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Rows between which an elaborate activation has its turn, while they are in the cache. */
constexpr long ROWS_AT_ONCE = 16;

template <Activation ACTIVATION>
struct AffineBlock {
  const float* x;
  const float* center;
  const float* scale;
  const float* shift;
  float alpha;

  template <int COUNT>
  struct Constants {
    Floats center[COUNT], scale[COUNT], shift[COUNT];
  };
  template <int COUNT>
  EVENKEEL_INLINE Constants<COUNT> constants(long column) const {
    Constants<COUNT> constants;
#pragma GCC unroll 4
    for (int v = 0; v < COUNT; v++) {
      constants.center[v] = load(center + column + v * LANES);
      constants.scale[v] = load(scale + column + v * LANES);
      constants.shift[v] = load(shift + column + v * LANES);
    }
    return constants;
  }
  template <int COUNT>
  EVENKEEL_INLINE Floats value(const Constants<COUNT>& constants, int v, long, long offset) const {
    const Floats z = (load(x + offset) - constants.center[v]) * constants.scale[v] + constants.shift[v];
    return activated<ACTIVATION>(z, alpha);
  }
  EVENKEEL_INLINE void prefetch(long offset) const { __builtin_prefetch(x + offset); }
};

template <typename Put, Activation ACTIVATION>
void applyRows(const AffinePass& pass, const Columns& columns, const NormUnit& unit, Chunk rows) {
  const ColumnCoefficients center(columns, unit, pass.center), scale(columns, unit, pass.scale),
      shift(columns, unit, pass.shift);
  const AffineBlock<ACTIVATION> block{pass.x, center.values(), scale.values(), shift.values(), pass.alpha};
  const RowWalk walk(columns, unit, rows);
  if (!isElaborate(pass.activation)) {
    writeRows<Put>(walk, rows, pass.y, block);
    return;
  }
  for (long begin = rows.begin; begin < rows.end; begin += ROWS_AT_ONCE) {
    const long end = begin + ROWS_AT_ONCE < rows.end ? begin + ROWS_AT_ONCE : rows.end;
    writeRows<Put>(walk, {begin, end}, pass.y, block);
    for (long row = begin; row < end; row++) {
      float* y = pass.y + walk.at(row, 0);
      activateValues(y, y, unit.width, pass.activation, pass.alpha);
    }
  }
}

template <typename Put, Activation ACTIVATION>
void applyRun(const AffinePass& pass, const float* x, float* y, long length, long ahead, long entry) {
  const float center = pass.center[entry], scale = pass.scale[entry], shift = pass.shift[entry], alpha = pass.alpha;
  writeRun<Put>(y, length, ahead, [&](const auto& vector) {
    return activated<ACTIVATION>((vector.load(x) - center) * scale + shift, alpha);
  });
  if (isElaborate(pass.activation)) activateValues(y, y, length, pass.activation, alpha);
}

}  // namespace

void AffinePass::apply(const Columns& columns, const NormUnit& unit, Chunk rows, float*) const {
  const bool streamed = x != y && !isElaborate(activation) && unit.width % LANES == 0 &&
                        streamable(y + unit.offset, length, columns.pitch());
  withActivated(activation, [&](auto constant) {
    constexpr Activation ACTIVATION = decltype(constant)::value;
    if (streamed) {
      applyRows<Streamed, ACTIVATION>(*this, columns, unit, rows);
      endStream();
    } else {
      applyRows<Stored, ACTIVATION>(*this, columns, unit, rows);
    }
  });
}

void AffinePass::apply(const Planes& planes, const NormUnit& unit, Chunk range, float* tiles) const {
  RunInputs inputs;
  inputs.x = x;
  const bool streamed = x != y && !isElaborate(activation) && !planes.scattered() && range.begin % LANES == 0 &&
                        streamable(y + unit.offset, length, planes.inner());
  withActivated(activation, [&](auto constant) {
    constexpr Activation ACTIVATION = decltype(constant)::value;
    writeRuns(planes, unit, range, inputs, y, tiles, [&](const RunInputs& run, float* out, long count, long ahead) {
      if (streamed) applyRun<Streamed, ACTIVATION>(*this, run.x, out, count, ahead, unit.entry);
      else applyRun<Stored, ACTIVATION>(*this, run.x, out, count, ahead, unit.entry);
    });
  });
  if (streamed) endStream();
}

}  // namespace evenkeel::EVENKEEL_ISA
