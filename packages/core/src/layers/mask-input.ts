import { ShapeError } from '../errors.js'
import { broadcastTo, reshape, where } from '../ops/index.js'
import { sameShape, showShape, type Tensor } from '../tensor/index.js'

/** What a mask makes of an input. */
export interface MaskedInput {
  /** The input with 0 behind the mask, so that nothing there, NaN included, reaches outputs or gradients. */
  readonly x: Tensor
  /** The weight of each position, in the shape of x without its channel axis. */
  readonly weights: Tensor
  /** The same with extent 1 in the place of the channels. */
  readonly aligned: Tensor
}

/**
 * Lays a mask over an input.
 *
 * @param axis that of the channels
 * @param mask weights in the shape of x without its channel axis or of its leading axes, 0 for what is left out
 * @throws ShapeError when the mask has another shape
 */
export function maskInput(label: string, x: Tensor, axis: number, mask: Tensor): MaskedInput {
  const positions = x.shape.filter((_, a) => a !== axis)
  if (mask.rank === 0 || !sameShape(mask.shape, positions.slice(0, mask.rank))) {
    throw new ShapeError({
      what: `${label}: the mask of the call has shape ${showShape(mask.shape)}, the positions of the input ${showShape(x.shape)} are ${showShape(positions)}.`,
      remedy: 'Give a mask of that shape or of its leading axes, or set context.mask to null where positions end.',
    })
  }
  const trailing = positions.slice(mask.rank).map(() => 1)
  const weights = broadcastTo(reshape(mask, [...mask.shape, ...trailing]), positions)
  const aligned = reshape(weights, [...positions.slice(0, axis), 1, ...positions.slice(axis)])
  return { x: where(aligned, x, 0), weights, aligned }
}
