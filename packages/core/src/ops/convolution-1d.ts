import { ShapeError } from '../errors.js'
import { showShape, type Tensor } from '../tensor/index.js'
import { convolve, type Conv2dOptions } from './convolution.js'
import { reshape } from './shape-ops.js'
import { horizontally, type WindowOptions1d } from './window-1d.js'

/** Options of {@link conv1d}. */
export interface Conv1dOptions
  extends Omit<WindowOptions1d, 'ceilMode'>, Pick<Conv2dOptions, 'groups' | 'activation' | 'alpha'> {}

/**
 * Cross-correlation along one axis, f(x ⋆ weight + bias): x [N, length, C], weight [kernel, C / groups, filters], bias
 * [filters] or null → [N, windows, filters]. The convolution of planes of height 1.
 *
 * @throws ShapeError when shapes do not fit, groups do not divide channels and filters, or no window fits
 * @throws OptionError when an option is out of its range
 */
export function conv1d(x: Tensor, weight: Tensor, bias: Tensor | null, options: Conv1dOptions = {}): Tensor {
  if (x.rank !== 3 || weight.rank !== 3) {
    throw new ShapeError({
      what: `conv1d: input ${showShape(x.shape)} and weight ${showShape(weight.shape)} do not fit.`,
      remedy: 'Give input [N, length, C] and weight [kernel, C / groups, filters].',
    })
  }
  const [batch, length, channels] = x.shape
  const { groups, activation, alpha } = options
  const y = convolve('conv1d', reshape(x, [batch, 1, length, channels]), reshape(weight, [1, ...weight.shape]), bias, {
    groups,
    activation,
    alpha,
    ...horizontally('conv1d', weight.shape[0], options),
  })
  return reshape(y, [batch, y.shape[2], y.shape[3]])
}
