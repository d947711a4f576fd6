import { ShapeError } from '../errors.js'
import { resolveAxis, showShape, sizeOf, type Shape } from './shape.js'

/** A shape read as [samples, outer, channels, inner] around the axis of its channels. */
export interface ChannelLayout {
  /** The axis of the channels, counted from the front. */
  readonly axis: number
  /** Extent of the batch axis. */
  readonly samples: number
  /** Positions between the batch axis and that of the channels; 1 for channels first. */
  readonly outer: number
  readonly channels: number
  /** Positions behind the axis of the channels; 1 for channels last. */
  readonly inner: number
}

/**
 * Reads a shape with the batch axis in front around its channels.
 *
 * @throws ShapeError when there is no such axis, or it is the batch axis
 */
export function channelLayout(label: string, shape: Shape, channelAxis: number): ChannelLayout {
  const axis = resolveAxis(label, channelAxis, shape.length)
  if (axis === 0) {
    throw new ShapeError({
      what: `${label}: axis ${channelAxis} of inputs of shape ${showShape(shape)} is the batch axis.`,
      remedy: 'Give inputs with a channel axis beside the batch axis.',
    })
  }
  return {
    axis,
    samples: shape[0],
    outer: sizeOf(shape.slice(1, axis)),
    channels: shape[axis],
    inner: sizeOf(shape.slice(axis + 1)),
  }
}
