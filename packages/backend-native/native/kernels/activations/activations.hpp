// The activations of the contract, by their place in the list that both sides keep.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** In the order of ACTIVATIONS in src/kernels/choices.ts. `none` is the identity. */
enum class Activation : int {
  none = -1,
  relu,
  relu6,
  leakyRelu,
  elu,
  selu,
  sigmoid,
  tanh,
  softplus,
  gelu,
  geluTanh,
  silu,
  mish,
  hardSwish
};

/** y[i] = f(x[i]) for i in 0..count-1; y may be x. */
void activateValues(const float* x, float* y, long count, Activation activation, float alpha);

/** dx[i] = dy[i] * f'(...), from the output or the input of the activation as ACTIVATION_SAVES says; dx may be dy. */
void activationGradients(const float* dy, const float* saved, float* dx, long count, Activation activation, float alpha);

}  // namespace evenkeel::EVENKEEL_ISA
