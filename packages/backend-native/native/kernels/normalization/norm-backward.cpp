#include "norm-gradient.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Vectors of length groups * channels between the two passes. */
struct Coefficients {
  /** Σ dz and Σ dz · x̂. */
  double* sum;
  double* product;
  /** 1/√(m2/count + ε). */
  float* r;
  /** Of the pass that writes dx, see `BiaffinePass`. */
  float* a;
  float* b;
  float* d;

  static constexpr long BYTES = 2 * sizeof(double) + 4 * sizeof(float);
  Coefficients(char* memory, long entries)
      : sum(reinterpret_cast<double*>(memory)),
        product(sum + entries),
        r(reinterpret_cast<float*>(product + entries)),
        a(r + entries),
        b(a + entries),
        d(b + entries) {}
};

/** What the forward pass left, by entry. */
struct Statistics {
  const float* count;
  const float* center;
  const float* residual;
  const float* m2;
  double epsilon;
};

void setInverseDeviations(const Statistics& statistics, long entries, float* inverse) {
  const float* __restrict count = statistics.count;
  const float* __restrict m2 = statistics.m2;
  const float epsilon = static_cast<float>(statistics.epsilon);
  float* __restrict r = inverse;
  // Where the count is 0, m2 is 0 too.
  for (long i = 0; i < entries; i++) r[i] = m2[i] / (count[i] == 0 ? 1 : count[i]) + epsilon;
  for (long i = 0; i < entries; i++) r[i] = 1 / __builtin_sqrtf(r[i]);
}

/**
 * From the sums about the centers, whose r is a rounded one, to Σ dz · x̂ and the coefficients of a unit. One step of
 * Newton's method takes r to double precision: where a batch is small, dx is what remains of a difference of nearly
 * equal numbers, one of which has r² in it.
 */
void setCoefficients(const NormUnit& unit, const Partial& sums, const Statistics& statistics, const float* gammas,
                     const Coefficients& to) {
  const double* __restrict first = sums.first;
  const double* __restrict second = sums.second;
  const float* __restrict count = statistics.count + unit.entry;
  const float* __restrict residual = statistics.residual + unit.entry;
  const float* __restrict m2 = statistics.m2 + unit.entry;
  const float* __restrict r = to.r + unit.entry;
  double* __restrict sum = to.sum + unit.entry;
  double* __restrict product = to.product + unit.entry;
  float* __restrict a = to.a + unit.entry;
  float* __restrict b = to.b + unit.entry;
  float* __restrict d = to.d + unit.entry;
  for (long c = 0; c < unit.channels; c++) {
    const double perCount = 1 / (count[c] == 0 ? 1 : static_cast<double>(count[c]));
    const double rounded = r[c], variance = m2[c] * perCount + statistics.epsilon;
    const double correction = rounded > 0 ? 1.5 - 0.5 * variance * rounded * rounded : 1;
    const double exact = rounded * correction;
    const double slope = second[c] * correction - residual[c] * exact * first[c];
    sum[c] = first[c];
    product[c] = slope;
    a[c] = static_cast<float>(exact);
    b[c] = static_cast<float>(-slope * exact * perCount);
    d[c] = static_cast<float>(-first[c] * perCount);
  }
  for (long c = 0; c < unit.channels; c++) d[c] -= b[c] * residual[c];
  if (gammas == nullptr) return;
  const float* __restrict gamma = gammas + unit.firstChannel;
  for (long c = 0; c < unit.channels; c++) a[c] *= gamma[c];
}

/** The sum over the groups of each channel. */
void sumGroups(const double* values, const View& view, float* sums) {
  if (view.groups == 1) {
    for (long channel = 0; channel < view.channels; channel++) sums[channel] = static_cast<float>(values[channel]);
    return;
  }
  for (long channel = 0; channel < view.channels; channel++) {
    double sum = 0;
    for (long group = 0; group < view.groups; group++) sum += values[group * view.channels + channel];
    sums[channel] = static_cast<float>(sum);
  }
}

}  // namespace

/**
 * The closed-form gradient of batch norm (Ioffe and Szegedy 2015, section 3): with r = 1/√(m2/count + ε), dβ = Σdz,
 * dγ = Σdz·x̂ and dx = γr·((dz - dβ/count) - x̂·dγ/count).
 */
Status normBackward(const Call& call) {
  Arguments in(call);
  const float* dy = in.floats();
  const float* x = in.floats();
  const float* y = in.optionalFloats();
  const float* weights = in.optionalFloats();
  const float* gamma = in.optionalFloats();
  Statistics statistics;
  statistics.count = in.floats();
  statistics.center = in.floats();
  statistics.residual = in.floats();
  statistics.m2 = in.floats();
  float* dx = in.floats();
  float* dgamma = in.floats();
  float* dbeta = in.floats();
  const View view = in.view();
  statistics.epsilon = in.number();
  const Activation activation = in.choice<Activation>();
  const float alpha = static_cast<float>(in.number());
  if (in.status != Status::done) return in.status;

  const long entries = view.groups * view.channels;
  char* memory = scratch<char>(call, Coefficients::BYTES * entries + 1);
  if (memory == nullptr) return Status::outOfMemory;
  const Coefficients to(memory, entries);
  setInverseDeviations(statistics, entries, to.r);
  const UpstreamGradient gradient{dy, y, y == nullptr ? Activation::none : activation, alpha};
  const BiaffinePass pass{gradient, x,    weights, statistics.center, to.a,
                          to.b,     to.d, dx,      entries * view.outer * view.inner};
  const Status status = withLayout(view, weights != nullptr, [&](const auto& layout) {
    return reduceUnits(
        call, layout, GradientReduction{gradient, x, statistics.center, to.r},
        [&](const NormUnit& unit, const Partial& sums) { setCoefficients(unit, sums, statistics, gamma, to); },
        [&](const NormUnit& unit, Chunk range, float* tiles) { pass.apply(layout, unit, range, tiles); });
  });
  if (status != Status::done) return status;
  sumGroups(to.product, view, dgamma);
  sumGroups(to.sum, view, dbeta);
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
