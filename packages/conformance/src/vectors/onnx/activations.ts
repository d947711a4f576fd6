import { ops, type Tensor } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { operator, type OnnxNode } from './node.js'

/** Default of Selu's alpha and gamma in ONNX, as float32. */
const SELU = { alpha: 1.67326319217681884765625, gamma: 1.05070102214813232421875 }

const FUNCTIONS: Readonly<Record<string, (x: Tensor, node: OnnxNode) => Tensor>> = {
  Celu: (x, { attributes }) => {
    const alpha = attributes.number('alpha', 1)
    const negative = ops.expm1(ops.linear(ops.minimum(x, 0), 1 / alpha))
    return ops.add(ops.relu(x), ops.linear(negative, alpha))
  },
  Elu: (x, { attributes }) => ops.elu(x, attributes.number('alpha', 1)),
  Gelu: (x, { attributes }) => ops.gelu(x, attributes.choice('approximate', ['none', 'tanh'], 'none') === 'tanh'),
  HardSigmoid: (x, { attributes }) =>
    ops.clip(ops.linear(x, attributes.number('alpha', 0.2), attributes.number('beta', 0.5)), 0, 1),
  HardSwish: (x) => ops.hardSwish(x),
  LeakyRelu: (x, { attributes }) => ops.leakyRelu(x, attributes.number('alpha', 0.01)),
  LogSoftmax: (x, node) => ops.logSoftmax(x, softmaxAxis(node)),
  Mish: (x) => ops.mish(x),
  PRelu: (x, node) => ops.where(ops.less(x, 0), ops.mul(x, node.tensor(1)), x),
  Relu: (x) => ops.relu(x),
  Selu: (x, { attributes }) => {
    const alpha = attributes.number('alpha', SELU.alpha)
    const gamma = attributes.number('gamma', SELU.gamma)
    const usual = alpha === SELU.alpha && gamma === SELU.gamma
    return usual ? ops.selu(x) : ops.linear(ops.elu(x, alpha), gamma)
  },
  Sigmoid: (x) => ops.sigmoid(x),
  Softmax: (x, node) => ops.softmax(x, softmaxAxis(node)),
  Softplus: (x) => ops.softplus(x),
  Softsign: (x) => ops.div(x, ops.linear(ops.abs(x), 1, 1)),
  Swish: (x, { attributes }) => ops.mul(x, ops.sigmoid(ops.linear(x, attributes.number('alpha', 1)))),
  Tanh: (x) => ops.tanh(x),
  ThresholdedRelu: (x, { attributes }) => ops.where(ops.greater(x, attributes.number('alpha', 1)), x, 0),
}

/** Before operator set 13 a softmax ran over all axes from its own on. */
function softmaxAxis(node: OnnxNode): number {
  node.requireOpset(13)
  return node.attributes.integer('axis', -1)
}

/** Runners of the activations by operator. */
export const activations: Readonly<Record<string, CaseRunner>> = Object.fromEntries(
  Object.entries(FUNCTIONS).map(([name, f]) => [name, operator((node) => f(node.tensor(0), node))]),
)
