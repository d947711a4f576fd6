import { ACTIVATION_SAVES } from '@evenkeel/core/backend'
import type { Activation } from '@evenkeel/core/backend'
import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { seeded } from '../data/seeded.js'
import { activationValue } from '../oracle/activations.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

/** Every activation the contract names. */
const ACTIVATIONS = Object.keys(ACTIVATION_SAVES) as Activation[]

/** Where exponentials overflow, tails cancel and branches meet. */
const HARD = [0, 1e-6, -1e-6, 0.5, -0.5, 2.9, -2.9, 5.9, 6.1, -6.1, 20, -20, 89, 1000, -1000]

/** Where the gate of a product x·gate is a subnormal number, but not the product. */
const FAINT = [-88, -89, -90]

/** Kinks whose derivative the contract states. */
const KINKS: Partial<Record<Activation, readonly number[]>> = {
  relu: [0],
  relu6: [0, 6],
  leakyRelu: [0],
  elu: [0],
}

const ALPHA = 0.3

function applied(activation: Activation, x: Float32Array, alpha: number = ALPHA): HostArguments<'activate'> {
  return { x, y: blank(x.length), activation, alpha }
}

/** The gradient at inputs x; what was saved is x itself or the output rounded to float32. */
function gradient(
  activation: Activation,
  x: Float32Array,
  dy: Float32Array,
  alpha: number = ALPHA,
): HostArguments<'activateGradient'> {
  const saved =
    ACTIVATION_SAVES[activation] === 'input' ? x : x.map((value) => activationValue(activation, value, alpha))
  return { dy, saved, dx: blank(x.length), activation, alpha }
}

export const activate: KernelSuite = kernelSuite({
  kernel: 'activate',
  sample: () => applied('gelu', seeded(1).normal(30_001)),
  empty: ACTIVATIONS.map((activation) => () => applied(activation, blank(0))),
  checks: ACTIVATIONS.flatMap((activation): CallCase<'activate'>[] => [
    { name: activation, arguments: () => applied(activation, seeded(181).normal(257, 0, 2)) },
    { name: `${activation} at its hard places`, arguments: () => applied(activation, floats(...HARD)) },
    {
      name: `${activation} where exponentials are subnormal`,
      inapplicable: ({ subnormals }) => (subnormals ? null : 'subnormal numbers are flushed to zero'),
      arguments: () => applied(activation, floats(...FAINT)),
    },
    { name: `${activation} with alpha 1`, arguments: () => applied(activation, seeded(182).normal(33, 0, 2), 1) },
    {
      name: `${activation} in place`,
      alias: ['y', 'x'],
      arguments: () => applied(activation, seeded(183).normal(131, 0, 2)),
    },
    { name: `${activation} of NaN`, law: 9, arguments: () => applied(activation, floats(-1, NaN, 2, NaN, 0)) },
  ]),
  fuzz: (draw) => applied(draw.pick(ACTIVATIONS), draw.normal(draw.size(4099), 0, 3), draw.between(0, 1)),
})

export const activateGradient: KernelSuite = kernelSuite({
  kernel: 'activateGradient',
  sample: () => gradient('gelu', seeded(1).normal(30_001), seeded(2).normal(30_001)),
  empty: ACTIVATIONS.map((activation) => () => gradient(activation, blank(0), blank(0))),
  checks: ACTIVATIONS.flatMap((activation): CallCase<'activateGradient'>[] => [
    {
      name: activation,
      arguments: () => gradient(activation, seeded(184).normal(257, 0, 2), seeded(185).normal(257)),
    },
    {
      name: `${activation} in its tails`,
      arguments: () => {
        const x = floats(...HARD.filter((value) => value !== 0))
        return gradient(activation, x, seeded(186).normal(x.length))
      },
    },
    {
      name: `${activation} in place`,
      alias: ['dx', 'dy'],
      arguments: () => gradient(activation, seeded(187).normal(131, 0, 2), seeded(188).normal(131)),
    },
    {
      name: `${activation} of a NaN gradient`,
      law: 9,
      arguments: () => gradient(activation, floats(0.5, 1, 2), floats(1, NaN, -1)),
    },
    ...(KINKS[activation] ?? []).map((kink) => ({
      name: `${activation} at its kink, ${kink}`,
      arguments: () => gradient(activation, floats(kink, 1), floats(3, 1)),
    })),
  ]),
  fuzz: (draw) => {
    const length = draw.size(4099)
    const x = draw.normal(length, 0, 3)
    return gradient(draw.pick(ACTIVATIONS), x, draw.normal(length), draw.between(0.05, 1))
  },
})
