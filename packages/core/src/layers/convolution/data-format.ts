import { OptionError } from '../../errors.js'
import { transpose } from '../../ops/index.js'
import type { Shape, Tensor } from '../../tensor/index.js'

/** Where the channels of samples stand: [height, width, channels] or [channels, height, width]. */
export type DataFormat = 'channelsLast' | 'channelsFirst'

/**
 * The format given; default 'channelsLast'.
 *
 * @throws OptionError when there is none of that name
 */
export function resolveDataFormat(name: string, given: DataFormat | undefined): DataFormat {
  const format = given ?? 'channelsLast'
  if (format === 'channelsLast' || format === 'channelsFirst') return format
  throw new OptionError({
    what: `${name}: there is no dataFormat '${String(given)}'.`,
    remedy: "Use 'channelsLast' or 'channelsFirst'.",
  })
}

/** The shape of a sample with its channels last. */
export function shapeChannelsLast(shape: Shape, format: DataFormat): Shape {
  return format === 'channelsLast' ? shape : [...shape.slice(1), ...shape.slice(0, 1)]
}

/** The inverse of {@link shapeChannelsLast}. */
export function shapeInFormat(shape: Shape, format: DataFormat): Shape {
  return format === 'channelsLast' ? shape : [...shape.slice(-1), ...shape.slice(0, -1)]
}

/**
 * Runs a function of channels-last tensors on x of either format. Kernels know channels last alone, so channels first
 * costs two transpositions, two passes over memory each way.
 */
export function runChannelsLast(x: Tensor, format: DataFormat, run: (x: Tensor) => Tensor): Tensor {
  if (format === 'channelsLast') return run(x)
  const axes = x.shape.map((_, axis) => axis)
  const y = run(transpose(x, [0, ...axes.slice(2), 1]))
  return transpose(y, [0, y.rank - 1, ...axes.slice(1, -1)])
}
