import type { FusibleActivation } from '../backend/index.js'
import { OptionError } from '../errors.js'
import * as ops from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'

/** Names of activations that layers take. */
export type ActivationName =
  | 'linear'
  | 'relu'
  | 'relu6'
  | 'leakyRelu'
  | 'elu'
  | 'selu'
  | 'gelu'
  | 'silu'
  | 'mish'
  | 'hardSwish'
  | 'sigmoid'
  | 'tanh'
  | 'softplus'
  | 'softmax'

/** A name, or a function of one's own. */
export type ActivationLike = ActivationName | ((x: Tensor) => Tensor)

/** An activation as layers use it. */
export interface ActivationFunction {
  readonly name: string
  readonly apply: (x: Tensor) => Tensor
  /** The name under which kernels can apply it in one go with what comes before, or null. */
  readonly fused: FusibleActivation | null
  /** Parameter of the fused kernel. */
  readonly alpha: number
}

const FUNCTIONS: Readonly<Record<ActivationName, (x: Tensor) => Tensor>> = {
  linear: (x) => x,
  relu: ops.relu,
  relu6: ops.relu6,
  leakyRelu: (x) => ops.leakyRelu(x),
  elu: (x) => ops.elu(x),
  selu: ops.selu,
  gelu: (x) => ops.gelu(x),
  silu: ops.silu,
  mish: ops.mish,
  hardSwish: ops.hardSwish,
  sigmoid: ops.sigmoid,
  tanh: ops.tanh,
  softplus: (x) => ops.softplus(x),
  softmax: (x) => ops.softmax(x),
}

/** Activations whose gradient needs only their output, with the parameter that layers use by default. */
const FUSED: Readonly<Partial<Record<ActivationName, number>>> = {
  relu: 1,
  relu6: 1,
  leakyRelu: 0.3,
  elu: 1,
  selu: 1,
  sigmoid: 1,
  tanh: 1,
}

/**
 * The activation of a name or function; null and undefined are 'linear'.
 *
 * @throws OptionError when there is none of that name
 */
export function resolveActivation(given: ActivationLike | null | undefined): ActivationFunction {
  if (typeof given === 'function') {
    return { name: given.name || 'function', apply: given, fused: null, alpha: 1 }
  }
  const name = given ?? 'linear'
  if (!Object.hasOwn(FUNCTIONS, name)) {
    throw new OptionError({
      what: `There is no activation '${String(name)}'.`,
      remedy: `Use a function, or one of ${Object.keys(FUNCTIONS).join(', ')}.`,
    })
  }
  const alpha = FUSED[name]
  return {
    name,
    apply: FUNCTIONS[name],
    fused: alpha === undefined ? null : (name as FusibleActivation),
    alpha: alpha ?? 1,
  }
}
