import { ops, type Tensor } from '@evenkeel/core'
import type { Attributes } from '../case/attributes.js'
import { differentiate } from '../compute/differentiate.js'
import { scoped, type CaseRunner } from '../case/subject.js'

/** Beyond it log(1 + eˣ) is x in float32, so that PyTorch's switch to x makes no difference. */
const NEGLIGIBLE_THRESHOLD = 20

/** An activation of its attributes. */
type Build = (attributes: Attributes) => (x: Tensor) => Tensor

const FUNCTIONS: Readonly<Record<string, Build>> = {
  ReLU: () => ops.relu,
  ReLU6: () => ops.relu6,
  LeakyReLU: (attributes) => {
    const slope = attributes.number('negativeSlope')
    return (x) => ops.leakyRelu(x, slope)
  },
  ELU: (attributes) => {
    const alpha = attributes.number('alpha')
    return (x) => ops.elu(x, alpha)
  },
  SELU: () => ops.selu,
  Sigmoid: () => ops.sigmoid,
  LogSigmoid: () => ops.logSigmoid,
  Tanh: () => ops.tanh,
  GELU: (attributes) => {
    const approximate = attributes.choice('approximate', ['none', 'tanh']) === 'tanh'
    return (x) => ops.gelu(x, approximate)
  },
  SiLU: () => ops.silu,
  Mish: () => ops.mish,
  Hardswish: () => ops.hardSwish,
  Softplus: softplus,
  Softmax: (attributes) => {
    const axis = attributes.integer('axis')
    return (x) => ops.softmax(x, axis)
  },
  LogSoftmax: (attributes) => {
    const axis = attributes.integer('axis')
    return (x) => ops.logSoftmax(x, axis)
  },
}

/** log(1 + e^(beta·x)) / beta, and x itself where beta·x is above the threshold. */
function softplus(attributes: Attributes): (x: Tensor) => Tensor {
  const beta = attributes.number('beta')
  const threshold = attributes.number('threshold')
  if (threshold >= NEGLIGIBLE_THRESHOLD) return (x) => ops.softplus(x, beta)
  return (x) => ops.where(ops.greater(ops.linear(x, beta), threshold), x, ops.softplus(x, beta))
}

/** Runners of the activations by name. */
export const activations: Readonly<Record<string, CaseRunner>> = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, build]) => [
    name,
    scoped(({ attributes, inputs }) => {
      const x = inputs.tensor('x')
      const f = build(attributes)
      return differentiate({ x }, inputs.tensorOrNull('dy'), () => f(x))
    }),
  ]),
)
