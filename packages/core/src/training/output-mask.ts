import { ShapeError } from '../errors.js'
import { mul, reshape, sum, where } from '../ops/index.js'
import { sameShape, showShape, type Tensor } from '../tensor/index.js'

/** Which positions of a model's output count, as its layers left it in `CallContext.mask`. */
export interface OutputMask {
  /** The weight of each position, [N] or [N, T, …]: the leading axes of the output; 0 for padding. */
  readonly weights: Tensor
  /** Their sum, []. */
  readonly count: Tensor
}

/** @throws ShapeError when the mask is not one of positions of the output */
export function outputMask(weights: Tensor, output: Tensor): OutputMask {
  const { rank } = weights
  if (rank > 0 && rank < output.rank && sameShape(weights.shape, output.shape.slice(0, rank))) {
    return { weights, count: sum(weights) }
  }
  throw new ShapeError({
    what: `The output of the model has shape ${showShape(output.shape)}, its mask ${showShape(weights.shape)}.`,
    remedy: 'Let the layer that moves or joins positions set context.mask to null, or to a mask of the new positions.',
  })
}

/** The output with 0 for padding, so that nothing there, NaN included, reaches losses or gradients. */
export function blankPadding(output: Tensor, { weights }: OutputMask): Tensor {
  const trailing = output.shape.slice(weights.rank).map(() => 1)
  return where(reshape(weights, [...weights.shape, ...trailing]), output, 0)
}

/**
 * What a loss or metric comes to in each sample, [N]: the sum over its positions, each times its weight. Positions are
 * shown to it as if they were samples.
 *
 * @param target [N, …], with the axes of the mask in front
 * @param perSample one number a sample
 * @throws ShapeError when the target has no such axes
 */
export function sumPositions(
  { weights }: OutputMask,
  target: Tensor,
  output: Tensor,
  perSample: (target: Tensor, output: Tensor) => Tensor,
): Tensor {
  const { rank, size, shape } = weights
  if (!sameShape(shape, target.shape.slice(0, rank))) {
    throw new ShapeError({
      what: `The output of the model has shape ${showShape(output.shape)} and a mask ${showShape(shape)}, the targets have shape ${showShape(target.shape)}.`,
      remedy: 'Give a target for each position.',
    })
  }
  const asSamples = (x: Tensor): Tensor => reshape(x, [size, ...x.shape.slice(rank)])
  const values = perSample(asSamples(target), asSamples(output))
  const flat = reshape(weights, [size])
  const counted = mul(where(flat, values, 0), flat)
  return sum(reshape(counted, [shape[0], size / shape[0]]), { axis: 1 })
}

/** A number, or 1 in the place of 0: what to divide by. */
export function nonZero(count: Tensor): Tensor {
  return where(count, count, 1)
}
