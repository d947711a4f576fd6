import type { View } from '../backend/index.js'
import type { Device } from '../device/index.js'
import { ShapeError } from '../errors.js'
import type { Moments } from '../norm/index.js'
import { Tensor, showShape } from '../tensor/index.js'

/** Statistics of one batch, one entry a channel: what a training step proposes to the running statistics. */
export interface BatchStatistics {
  readonly count: Tensor
  /** The mean is center + residual. */
  readonly center: Tensor
  readonly residual: Tensor
  /** Sum of squared deviations from the mean. */
  readonly m2: Tensor
}

/** Statistics to be written by a kernel. */
export function emptyStatistics(device: Device, length: number): BatchStatistics {
  const vector = (): Tensor => Tensor.empty(device, [length])
  return { count: vector(), center: vector(), residual: vector(), m2: vector() }
}

/** The device memory of statistics. */
export function momentsOf({ count, center, residual, m2 }: BatchStatistics): Moments {
  return { count: count.buffer, center: center.buffer, residual: residual.buffer, m2: m2.buffer }
}

/** The tensors that are there. */
export function present(tensors: readonly (Tensor | null)[]): Tensor[] {
  return tensors.filter((tensor) => tensor !== null)
}

/** dx and the gradients of those parameters that are there, in the order in which they were recorded. */
export function gradientList(dx: Tensor, ...parameters: readonly (readonly [Tensor | null, Tensor])[]): Tensor[] {
  return [dx, ...parameters.flatMap(([parameter, gradient]) => (parameter === null ? [] : [gradient]))]
}

/** @throws ShapeError when x has not as many elements as the view, or a vector not as many entries as there are channels */
export function requireChannels(operation: string, x: Tensor, view: View, vectors: readonly (Tensor | null)[]): void {
  const wrong = vectors.find((vector) => vector !== null && vector.size !== view.channels)
  const elements = view.groups * view.outer * view.channels * view.inner
  if (x.size === elements && wrong === undefined) return
  throw new ShapeError({
    what: `${operation}: input ${showShape(x.shape)} read as ${view.groups}×${view.outer}×${view.channels}×${view.inner}${wrong ? `, with a vector of shape ${showShape(wrong.shape)}` : ''} does not fit.`,
    remedy: `Vectors need ${view.channels} entries, one a channel, and the input as many elements as the view.`,
  })
}

/** @throws ShapeError when weights have not one entry for each element of a channel of each group */
export function requireWeights(operation: string, view: View, weights: Tensor | null): void {
  const length = view.groups * view.outer * view.inner
  if (weights === null || weights.size === length) return
  throw new ShapeError({
    what: `${operation}: weights of shape ${showShape(weights.shape)} for ${length} elements a channel.`,
    remedy: 'Give one weight for each element, shared by the channels.',
  })
}
