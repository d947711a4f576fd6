#include "activations.hpp"
#include "../elementwise/elementwise.hpp"
#include "gates.hpp"
#include "rectifiers.hpp"
#include "selu.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Where the output is saved, floats are enough: the slopes are a sum or a product of what was rounded already. */
void activationGradients(const float* dy, const float* saved, float* dx, long count, Activation activation,
                         float alpha) {
  const auto floats = [=](auto slope) {
    zipElements<InFloats>(dy, saved, dx, count, [=](Floats d, Floats s) { return d * slope(s); });
  };
  const auto doubles = [=](auto slope) {
    zipElements<InDoubles>(dy, saved, dx, count, [=](Doubles d, Doubles s) { return d * slope(s); });
  };
  constexpr float SCALE = static_cast<float>(SELU_SCALE), LOWER = static_cast<float>(SELU_SCALE * SELU_ALPHA);
  switch (activation) {
    case Activation::none: return floats([](Floats) { return broadcast(1); });
    case Activation::relu: return floats([](Floats y) { return reluSlope(y); });
    case Activation::relu6: return floats([](Floats y) { return relu6Slope(y); });
    case Activation::leakyRelu: return floats([=](Floats y) { return leakyReluSlope(y, alpha); });
    case Activation::elu: return floats([=](Floats y) { return y > 0 ? broadcast(1) : y + alpha; });
    case Activation::selu: return floats([](Floats y) { return y > 0 ? broadcast(SCALE) : y + LOWER; });
    case Activation::sigmoid: return floats([](Floats y) { return y * (1 - y); });
    case Activation::tanh: return floats([](Floats y) { return (1 - y) * (1 + y); });
    case Activation::softplus: return doubles([](Doubles x) { return sigmoid(x); });
    case Activation::gelu: return doubles([](Doubles x) { return geluSlope(x); });
    case Activation::geluTanh: return doubles([](Doubles x) { return geluTanhSlope(x); });
    case Activation::silu: return doubles([](Doubles x) { return siluSlope(x); });
    case Activation::mish: return doubles([](Doubles x) { return mishSlope(x); });
    case Activation::hardSwish: return doubles([](Doubles x) { return hardSwishSlope(x); });
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
