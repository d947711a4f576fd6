import { ShapeError } from '../errors.js'
import { showShape, type Tensor } from '../tensor/index.js'
import { maxima } from './pooling.js'
import { averages, type AveragePoolOptions } from './pooling-average.js'
import { reshape } from './shape-ops.js'
import { horizontally, type WindowOptions1d } from './window-1d.js'

/** Options of pooling along a sequence. */
export interface Pool1dOptions extends WindowOptions1d {
  /** Length of the windows. */
  readonly poolSize: number
  /** Distance of neighbouring windows. Default: the length of the windows. */
  readonly strides?: number
}

/** Options of {@link averagePool1d}. */
export interface AveragePool1dOptions
  extends Pool1dOptions, Pick<AveragePoolOptions, 'countIncludePadding' | 'divisor'> {}

/**
 * The maximum of each window, x [N, length, C] → [N, windows, C], as `maxPool2d`.
 *
 * @throws ShapeError when x has another rank, or a window has no element of the input
 * @throws OptionError when an option is out of its range
 */
export function maxPool1d(x: Tensor, options: Pool1dOptions): Tensor {
  return asPlanes('maxPool1d', x, (plane) => maxima('maxPool1d', plane, planeOptions('maxPool1d', options)))
}

/**
 * The mean of each window, x [N, length, C] → [N, windows, C], as `averagePool2d`.
 *
 * @throws ShapeError when x has another rank, or a window has no element of the input
 * @throws OptionError when an option is out of its range
 */
export function averagePool1d(x: Tensor, options: AveragePool1dOptions): Tensor {
  const { countIncludePadding, divisor } = options
  const plane = { countIncludePadding, divisor, ...planeOptions('averagePool1d', options) }
  return asPlanes('averagePool1d', x, (planes) => averages('averagePool1d', planes, plane))
}

function planeOptions(operation: string, options: Pool1dOptions) {
  const { poolSize, strides = poolSize } = options
  return { poolSize: [1, poolSize] as const, ...horizontally(operation, poolSize, { ...options, strides }) }
}

/** Runs an operation over planes of height 1. */
function asPlanes(operation: string, x: Tensor, run: (planes: Tensor) => Tensor): Tensor {
  if (x.rank !== 3) {
    throw new ShapeError({
      what: `${operation}: the input has shape ${showShape(x.shape)}, of rank ${x.rank}.`,
      remedy: 'Give [N, length, C].',
    })
  }
  const [batch, length, channels] = x.shape
  const y = run(reshape(x, [batch, 1, length, channels]))
  return reshape(y, [batch, y.shape[2], channels])
}
