import type { Device } from '../device/index.js'
import { runInScope } from '../device/index.js'
import { ShapeError } from '../errors.js'
import { ones, showShape, Tensor, zeros } from '../tensor/index.js'
import { withTape, withoutTape } from './record.js'
import { Tape, type GradientObserver } from './tape.js'

/** A value and its gradients, in the order of the tensors asked for. */
export interface ValueAndGradients<A = undefined> {
  readonly value: Tensor
  readonly gradients: readonly Tensor[]
  /** What the computation gave beside its value. */
  readonly auxiliary: A
}

/** A value to differentiate, with other results to hand out. */
export interface WithAuxiliary<A> {
  readonly value: Tensor
  readonly auxiliary: A
}

/** Options of {@link valueAndGradients}. */
export interface GradientOptions {
  /** Weight of each element of the value. Default: 1, for which the value must have one element. */
  readonly seed?: Tensor
  /** Where to differentiate when no tensors are named. Default: the device of the tensors. */
  readonly device?: Device
  /** Sees the gradient of each recorded intermediate result, from the last to the first. */
  readonly observe?: GradientObserver
}

/**
 * Runs `compute` and differentiates its result by reverse accumulation.
 *
 * ```ts
 * const { value, gradients: [dw] } = valueAndGradients([w], () => mean(square(sub(matmul(x, w), y))))
 * ```
 *
 * Tensors created on the way are disposed; the value, the gradients and the tensors of `auxiliary` belong to the
 * surrounding scope, or to the caller. A tensor that the value does not depend on has gradient zero.
 *
 * @throws ShapeError when the value has more than one element and no seed is given, or the seed has another shape
 */
export function valueAndGradients<A = undefined>(
  wrt: readonly Tensor[],
  compute: () => Tensor | WithAuxiliary<A>,
  options: GradientOptions = {},
): ValueAndGradients<A> {
  const device = wrt[0]?.device ?? options.device
  if (device === undefined) {
    throw new ShapeError({
      what: 'valueAndGradients was given no tensors, and no device.',
      remedy: 'Name at least one tensor to differentiate by, or the device.',
    })
  }
  return runInScope(device, () => {
    const tape = new Tape()
    for (const tensor of wrt) tape.watch(tensor)
    const computed = withTape(device, tape, compute)
    const value = computed instanceof Tensor ? computed : computed.value
    const auxiliary = (computed instanceof Tensor ? undefined : computed.auxiliary) as A
    const seed = options.seed ?? unitSeed(device, value)
    if (seed.size !== value.size) {
      throw new ShapeError({
        what: `valueAndGradients: the seed has shape ${showShape(seed.shape)}, the value ${showShape(value.shape)}.`,
        remedy: 'Give a seed of the shape of the value.',
      })
    }
    const found = withoutTape(device, () => tape.gradients(value, seed, addGradients, options.observe))
    const gradients = wrt.map((tensor) => {
      const gradient = found.get(tensor)
      return gradient === undefined ? zeros(device, tensor.shape) : gradient
    })
    return { value, gradients, auxiliary }
  })
}

function unitSeed(device: Device, value: Tensor): Tensor {
  if (value.size !== 1) {
    throw new ShapeError({
      what: `valueAndGradients: the value has shape ${showShape(value.shape)}; gradients are taken of one number.`,
      remedy: 'Reduce it with mean or sum, or give a seed.',
    })
  }
  return ones(device, value.shape)
}

function addGradients(a: Tensor, b: Tensor): Tensor {
  const sum = Tensor.empty(a.device, a.shape)
  const operand = { channels: a.size, inner: 1 }
  a.device.kernels.zip({
    a: a.buffer,
    b: b.buffer,
    out: sum.buffer,
    op: 'add',
    length: a.size,
    operandA: operand,
    operandB: operand,
    alpha: 1,
    beta: 1,
  })
  return sum
}
