#include "activations.hpp"
#include "../elementwise/elementwise.hpp"
#include "gates.hpp"
#include "../math/logarithm.hpp"
#include "rectifiers.hpp"
#include "selu.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** x, or scale·(e^x - 1) below 0. */
EVENKEEL_INLINE Doubles elu(Doubles x, double scale) { return x > 0 ? x : scale * expm1(x); }

EVENKEEL_INLINE Doubles selu(Doubles x) { return x > 0 ? SELU_SCALE * x : SELU_SCALE * SELU_ALPHA * expm1(x); }

/** log(1 + e^x) = max(x, 0) + log(1 + e^-|x|), which neither overflows nor loses small values. */
EVENKEEL_INLINE Doubles softplus(Doubles x) {
  const Doubles e = exp(-magnitude(x));
  return (x < 0 ? Doubles{} : x) + logarithm(1 + e, e);
}

}  // namespace

void activateValues(const float* x, float* y, long count, Activation activation, float alpha) {
  const auto floats = [=](auto function) { mapElements<InFloats>(x, y, count, function); };
  const auto doubles = [=](auto function) { mapElements<InDoubles>(x, y, count, function); };
  switch (activation) {
    case Activation::none: return floats([](Floats v) { return v; });
    case Activation::relu: return floats([](Floats v) { return relu(v); });
    case Activation::relu6: return floats([](Floats v) { return relu6(v); });
    case Activation::leakyRelu: return floats([=](Floats v) { return leakyRelu(v, alpha); });
    case Activation::elu: return doubles([=](Doubles v) { return elu(v, alpha); });
    case Activation::selu: return doubles([](Doubles v) { return selu(v); });
    case Activation::sigmoid: return doubles([](Doubles v) { return sigmoid(v); });
    case Activation::tanh: return doubles([](Doubles v) { return tanh(v); });
    case Activation::softplus: return doubles([](Doubles v) { return softplus(v); });
    case Activation::gelu: return doubles([](Doubles v) { return gelu(v); });
    case Activation::geluTanh: return doubles([](Doubles v) { return geluTanh(v); });
    case Activation::silu: return doubles([](Doubles v) { return silu(v); });
    case Activation::mish: return doubles([](Doubles v) { return mish(v); });
    case Activation::hardSwish: return doubles([](Doubles v) { return hardSwish(v); });
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
