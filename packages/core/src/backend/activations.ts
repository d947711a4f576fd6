/**
 * The activations that kernels know by name. `alpha` is the slope of `leakyRelu` and the scale of `elu`;
 * the others ignore it. `gelu` is x·Φ(x), `geluTanh` its tanh approximation (Hendrycks and Gimpel 2016);
 * `silu` is x·sigmoid(x); `selu` has the constants of Klambauer et al. 2017. A product of x and a gate that is 0 is
 * NaN at x = −∞ (gelu, geluTanh, silu, mish, hardSwish), as in PyTorch.
 */
export type Activation =
  | 'relu'
  | 'relu6'
  | 'leakyRelu'
  | 'elu'
  | 'selu'
  | 'sigmoid'
  | 'tanh'
  | 'softplus'
  | 'gelu'
  | 'geluTanh'
  | 'silu'
  | 'mish'
  | 'hardSwish'

/**
 * What the gradient of each activation is computed from: its output y or its input x. Only those that need no more
 * than the output can be fused behind a product or a normalization, where the input is never stored.
 * At the kinks: relu'(0) = 0, leakyRelu'(0) = alpha, elu'(0) = alpha, relu6'(0) = relu6'(6) = 0,
 * hardSwish'(−3) = −1/2 and hardSwish'(3) = 1.
 */
export const ACTIVATION_SAVES: Readonly<Record<Activation, 'output' | 'input'>> = {
  relu: 'output',
  relu6: 'output',
  leakyRelu: 'output',
  elu: 'output',
  selu: 'output',
  sigmoid: 'output',
  tanh: 'output',
  softplus: 'input',
  gelu: 'input',
  geluTanh: 'input',
  silu: 'input',
  mish: 'input',
  hardSwish: 'input',
}

/** An activation whose gradient needs only its output; see {@link ACTIVATION_SAVES}. */
export type FusibleActivation = 'relu' | 'relu6' | 'leakyRelu' | 'elu' | 'selu' | 'sigmoid' | 'tanh'

/** Scale of selu (Klambauer et al. 2017, Self-Normalizing Neural Networks). */
export const SELU_SCALE = 1.0507009873554805
/** Alpha of selu (Klambauer et al. 2017). */
export const SELU_ALPHA = 1.6732632423543772
