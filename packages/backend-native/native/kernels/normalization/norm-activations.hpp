// Activations behind a normalization: those of a few operations at once, and the slopes of all from their output.
#pragma once
#include "../activations/activations.hpp"
#include "../activations/rectifiers.hpp"
#include "../activations/selu.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** y = f(z) for the activations that take no more than a comparison. */
template <Activation ACTIVATION>
EVENKEEL_INLINE Floats activated(Floats z, float alpha) {
  if constexpr (ACTIVATION == Activation::relu) return relu(z);
  else if constexpr (ACTIVATION == Activation::relu6) return relu6(z);
  else if constexpr (ACTIVATION == Activation::leakyRelu) return leakyRelu(z, alpha);
  else return z;
}

/** Calls work(constant activation) with those that `activated` knows, and none for the others. */
template <Activation ACTIVATION>
struct ConstantActivation {
  static constexpr Activation value = ACTIVATION;
};
template <typename Work>
EVENKEEL_INLINE void withActivated(Activation activation, const Work& work) {
  switch (activation) {
    case Activation::relu:
      return work(ConstantActivation<Activation::relu>{});
    case Activation::relu6:
      return work(ConstantActivation<Activation::relu6>{});
    case Activation::leakyRelu:
      return work(ConstantActivation<Activation::leakyRelu>{});
    default:
      return work(ConstantActivation<Activation::none>{});
  }
}

/** Whether an activation is none of `activated`. */
inline bool isElaborate(Activation activation) {
  return activation != Activation::none && activation != Activation::relu && activation != Activation::relu6 &&
         activation != Activation::leakyRelu;
}

/** f' as a function of the output y: 1, one of two constants, relu6's, y + constant below 0, y·(1 - y), 1 - y². */
enum class Slope { one, step, window, shifted, sigmoid, tanh };

struct SlopeConstants {
  /** Where the output is positive; `step` takes 1. */
  float positive;
  /** Elsewhere; `shifted` adds the output. */
  float rest;
};

inline SlopeConstants slopeConstants(Activation activation, float alpha) {
  if (activation == Activation::leakyRelu || activation == Activation::elu) return {1, alpha};
  if (activation == Activation::selu) {
    return {static_cast<float>(SELU_SCALE), static_cast<float>(SELU_SCALE * SELU_ALPHA)};
  }
  return {1, 0};
}

template <Slope SLOPE>
EVENKEEL_INLINE Floats slopeOf(Floats y, const SlopeConstants& constants) {
  if constexpr (SLOPE == Slope::step) return leakyReluSlope(y, constants.rest);
  else if constexpr (SLOPE == Slope::window) return relu6Slope(y);
  else if constexpr (SLOPE == Slope::shifted) return y > 0 ? broadcast(constants.positive) : y + constants.rest;
  else if constexpr (SLOPE == Slope::sigmoid) return y * (1 - y);
  else if constexpr (SLOPE == Slope::tanh) return (1 - y) * (1 + y);
  else return broadcast(1);
}

template <Slope SLOPE>
struct ConstantSlope {
  static constexpr Slope value = SLOPE;
};

/** Calls work(constant slope) with the formula of an activation. */
template <typename Work>
EVENKEEL_INLINE void withSlope(Activation activation, const Work& work) {
  switch (activation) {
    case Activation::relu:
    case Activation::leakyRelu:
      return work(ConstantSlope<Slope::step>{});
    case Activation::relu6:
      return work(ConstantSlope<Slope::window>{});
    case Activation::elu:
    case Activation::selu:
      return work(ConstantSlope<Slope::shifted>{});
    case Activation::sigmoid:
      return work(ConstantSlope<Slope::sigmoid>{});
    case Activation::tanh:
      return work(ConstantSlope<Slope::tanh>{});
    default:
      return work(ConstantSlope<Slope::one>{});
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
