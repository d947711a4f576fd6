#include "../activations/activations.hpp"
#include "divide-product.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** y = f(x * weight + bias): x [rows, inputs], weight [inputs, units], bias [units] or null, y [rows, units]. */
Status dense(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const float* weight = in.floats();
  const float* bias = in.optionalFloats();
  float* y = in.floats();
  const long rows = in.size(), inputs = in.size(), units = in.size();
  const auto activation = in.choice<Activation>();
  const float alpha = static_cast<float>(in.number());
  if (in.status != Status::done) return in.status;
  const Product product{storedMatrix(x, rows, inputs, false), storedMatrix(weight, inputs, units, false), y, rows, units,
                        inputs, bias};
  return divideProduct(call, product, [&](long begin, long end) {
    if (activation == Activation::none) return;
    float* finished = y + begin * units;
    activateValues(finished, finished, (end - begin) * units, activation, alpha);
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
