import type { FusibleActivation } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { OptionError, ShapeError } from '../errors.js'
import { Tensor, showShape, type Shape } from '../tensor/index.js'
import { windowOn, type WindowOptions } from './window-geometry.js'

/** Options of {@link conv2d}. */
export interface Conv2dOptions extends Omit<WindowOptions, 'ceilMode'> {
  /** Groups of channels that do not mix: a filter of group g sees the channels of group g alone. Default 1. */
  readonly groups?: number
  /** Applied to the sum, in the same kernel where the device has one. Default: none. */
  readonly activation?: FusibleActivation | null
  /** Parameter of the activation, see `Activation`. Default 1. */
  readonly alpha?: number
}

/**
 * f(x ⋆ weight + bias), ⋆ the cross-correlation that deep learning calls convolution (no kernel is flipped):
 * x [N, H, W, C], weight [kernel height, kernel width, C / groups, filters], bias [filters] or null →
 * [N, rows of windows, columns of windows, filters]. Channels and filters are grouped in their order.
 *
 * @throws ShapeError when shapes do not fit, groups do not divide channels and filters, or no window fits
 * @throws OptionError when an option is out of its range
 */
export function conv2d(x: Tensor, weight: Tensor, bias: Tensor | null, options: Conv2dOptions = {}): Tensor {
  return convolve('conv2d', x, weight, bias, options)
}

/**
 * {@link conv2d} in which each channel has filters of its own: weight [kernel height, kernel width, C, multiplier],
 * bias [C · multiplier] or null → [N, rows, columns, C · multiplier], the filters of a channel side by side.
 *
 * @throws ShapeError when shapes do not fit, or no window fits
 * @throws OptionError when an option is out of its range
 */
export function depthwiseConv2d(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: Omit<Conv2dOptions, 'groups'> = {},
): Tensor {
  const [height, width, channels, multiplier] = weight.shape
  if (weight.rank !== 4 || channels !== x.shape.at(-1)) {
    throw misfit('depthwiseConv2d', x, weight, bias, 'weight [kernel height, kernel width, C, multiplier]')
  }
  const filters = record('reshape', [weight], weight.alias([height, width, 1, channels * multiplier]), (dy) => [
    dy.alias(weight.shape),
  ])
  return convolve('depthwiseConv2d', x, filters, bias, { ...options, groups: channels })
}

/** {@link conv2d} under the name of the operation that it serves. */
export function convolve(
  operation: string,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: Conv2dOptions,
): Tensor {
  const { groups = 1, activation = null, alpha = 1 } = options
  const operands = bias === null ? [x, weight] : [x, weight, bias]
  const device = deviceOf(operation, operands)
  requireFloat(operation, operands)
  if (weight.rank !== 4 || x.rank !== 4 || (bias !== null && bias.size !== weight.shape[3])) {
    throw misfit(operation, x, weight, bias)
  }
  const [kernelHeight, kernelWidth, depth, filters] = weight.shape
  requireGroups(operation, x.shape[3], filters, groups)
  if (depth * groups !== x.shape[3]) throw misfit(operation, x, weight, bias, undefined, groups)
  const { window } = windowOn(operation, x.shape, [kernelHeight, kernelWidth], options)
  const { kernels } = device
  const y = Tensor.empty(device, [window.batch, window.outHeight, window.outWidth, filters])
  kernels.convolve({
    x: x.buffer,
    weight: weight.buffer,
    bias: bias?.buffer ?? null,
    y: y.buffer,
    window,
    groups,
    filters,
    activation,
    alpha,
  })
  return record(operation, operands, y, (dy, needed) => {
    const dsum = activation === null ? dy : Tensor.empty(device, y.shape)
    if (activation !== null) {
      kernels.activateGradient({ dy: dy.buffer, saved: y.buffer, dx: dsum.buffer, activation, alpha })
    }
    let dx: Tensor | null = null
    let dweight: Tensor | null = null
    let dbias: Tensor | null = null
    if (needed[0]) {
      dx = Tensor.empty(device, x.shape)
      kernels.convolveInputGradient({
        dy: dsum.buffer,
        weight: weight.buffer,
        dx: dx.buffer,
        window,
        groups,
        filters,
      })
    }
    if (needed[1]) {
      dweight = Tensor.empty(device, weight.shape)
      kernels.convolveWeightGradient({
        x: x.buffer,
        dy: dsum.buffer,
        dweight: dweight.buffer,
        window,
        groups,
        filters,
      })
    }
    if (bias !== null && needed[2]) {
      dbias = Tensor.empty(device, bias.shape)
      const n = window.batch * window.outHeight * window.outWidth
      kernels.reduce({ x: dsum.buffer, out: dbias.buffer, op: 'sum', outer: 1, n, inner: filters })
    }
    return [dx, dweight, dbias]
  })
}

/**
 * @throws OptionError when groups is not a positive integer
 * @throws ShapeError when it does not divide channels and filters
 */
export function requireGroups(name: string, channels: number, filters: number, groups: number): void {
  if (!Number.isInteger(groups) || groups < 1) {
    throw new OptionError({ what: `${name}: groups is ${groups}.`, remedy: 'Give a positive integer.' })
  }
  if (channels % groups === 0 && filters % groups === 0) return
  throw new ShapeError({
    what: `${name}: ${groups} groups do not divide ${channels} channels and ${filters} filters.`,
    remedy: 'Use a number of groups that divides both.',
  })
}

function misfit(
  operation: string,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  expected = 'weight [kernel height, kernel width, C / groups, filters]',
  groups = 1,
): ShapeError {
  const shown = (label: string, shape: Shape): string => `${label} ${showShape(shape)}`
  const parts = [shown('input', x.shape), shown('weight', weight.shape)]
  if (bias !== null) parts.push(shown('bias', bias.shape))
  return new ShapeError({
    what: `${operation}: ${parts.join(', ')}${groups === 1 ? '' : ` in ${groups} groups`} do not fit.`,
    remedy: `Give input [N, H, W, C], ${expected} and a bias with one entry a filter.`,
  })
}
