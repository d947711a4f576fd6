import { ACTIVATION_SAVES, type Activation } from '../backend/index.js'
import { record, requireFloat } from '../autograd/index.js'
import { Tensor } from '../tensor/index.js'
import { linear, neg } from './unary.js'

function activated(x: Tensor, activation: Activation, alpha = 1): Tensor {
  requireFloat(activation, [x])
  const y = Tensor.empty(x.device, x.shape)
  const { kernels } = x.device
  kernels.activate({ x: x.buffer, y: y.buffer, activation, alpha })
  const saved = ACTIVATION_SAVES[activation] === 'output' ? y : x
  return record(activation, [x], y, (dy) => {
    const dx = Tensor.empty(x.device, x.shape)
    kernels.activateGradient({ dy: dy.buffer, saved: saved.buffer, dx: dx.buffer, activation, alpha })
    return [dx]
  })
}

/** max(x, 0), NaN for NaN; the gradient at 0 is 0. */
export function relu(x: Tensor): Tensor {
  return activated(x, 'relu')
}

/** x limited to [0, 6]. */
export function relu6(x: Tensor): Tensor {
  return activated(x, 'relu6')
}

/** x for x > 0, else negativeSlope · x. Default slope 0.3 (Keras); PyTorch's is 0.01. */
export function leakyRelu(x: Tensor, negativeSlope = 0.3): Tensor {
  return activated(x, 'leakyRelu', negativeSlope)
}

/** x for x > 0, else alpha · (eˣ − 1) (Clevert et al. 2016). Default alpha 1. */
export function elu(x: Tensor, alpha = 1): Tensor {
  return activated(x, 'elu', alpha)
}

/** Scaled elu with the constants of Klambauer et al. 2017. */
export function selu(x: Tensor): Tensor {
  return activated(x, 'selu')
}

/** 1 / (1 + e⁻ˣ). */
export function sigmoid(x: Tensor): Tensor {
  return activated(x, 'sigmoid')
}

/** Hyperbolic tangent. */
export function tanh(x: Tensor): Tensor {
  return activated(x, 'tanh')
}

/** log(1 + e^(sharpness · x)) / sharpness. Default sharpness 1. */
export function softplus(x: Tensor, sharpness = 1): Tensor {
  if (sharpness === 1) return activated(x, 'softplus')
  return linear(activated(linear(x, sharpness), 'softplus'), 1 / sharpness)
}

/** x · Φ(x) with Φ the normal distribution function, or its tanh approximation (Hendrycks and Gimpel 2016). */
export function gelu(x: Tensor, approximate = false): Tensor {
  return activated(x, approximate ? 'geluTanh' : 'gelu')
}

/** x · sigmoid(x), also called swish. */
export function silu(x: Tensor): Tensor {
  return activated(x, 'silu')
}

/** x · tanh(softplus(x)) (Misra 2020). */
export function mish(x: Tensor): Tensor {
  return activated(x, 'mish')
}

/** x · relu6(x + 3) / 6 (Howard et al. 2019). */
export function hardSwish(x: Tensor): Tensor {
  return activated(x, 'hardSwish')
}

/** log(sigmoid(x)), exact for large |x|. */
export function logSigmoid(x: Tensor): Tensor {
  return neg(activated(neg(x), 'softplus'))
}
