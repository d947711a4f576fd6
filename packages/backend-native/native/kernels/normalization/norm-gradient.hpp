// The two reductions and the one pass of every backward.
#pragma once
#include "../activations/activations.hpp"
#include "norm-reduce.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** dz = dy * f'(y): the gradient behind an activation, or dy itself where there is none (`y` null). */
struct UpstreamGradient {
  const float* dy;
  const float* y;
  Activation activation;
  float alpha;
};

/** first = Σ dz and second = Σ dz · ((x - center) · scale), with coefficients by entry, see `NormUnit`. */
struct GradientReduction {
  UpstreamGradient gradient;
  const float* x;
  const float* center;
  const float* scale;

  void measure(const Columns& columns, const NormUnit& unit, Chunk rows, Partial& result, float* tiles) const;
  void measure(const Planes& planes, const NormUnit& unit, Chunk range, Partial& result, float* tiles) const;
  static void merge(Partial& into, const Partial& other, long slots);
  static void join(const Columns& columns, const NormUnit& unit, Partial& result);
  static void join(const Planes&, const NormUnit&, Partial&) {}
};

/** dx = a · ((dz + w · d) + w · b · (x - center)), coefficients by entry; `weights` null for 1; `dx` may be dy. */
struct BiaffinePass {
  UpstreamGradient gradient;
  const float* x;
  const float* weights;
  const float* center;
  const float* a;
  const float* b;
  const float* d;
  float* dx;
  /** Elements of dx altogether. */
  long length;

  void apply(const Columns& columns, const NormUnit& unit, Chunk rows, float* tiles) const;
  void apply(const Planes& planes, const NormUnit& unit, Chunk range, float* tiles) const;
};

}  // namespace evenkeel::EVENKEEL_ISA
