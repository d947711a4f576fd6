import type { Window } from '../backend/index.js'
import { OptionError, ShapeError } from '../errors.js'
import { showShape, type Shape } from '../tensor/index.js'

/** One number for both axes, or [vertical, horizontal]. */
export type Pair = number | readonly [vertical: number, horizontal: number]

/** Extra rows and columns around the input: one number for all four sides, [vertical, horizontal], or all four. */
export type ExplicitPadding2d =
  | Pair
  | readonly [readonly [top: number, bottom: number], readonly [left: number, right: number]]

/**
 * What surrounds the input of windows. `valid`: nothing. `same`: as much as gives ⌈extent / stride⌉ outputs, the odd
 * row or column at the end (TensorFlow's rule).
 */
export type Padding2d = 'valid' | 'same' | ExplicitPadding2d

/** How windows move over an input. */
export interface WindowOptions {
  /** Distance of neighbouring windows. Default 1. */
  readonly strides?: Pair
  /** Default 'valid'. */
  readonly padding?: Padding2d
  /** Distance of neighbouring taps of a window. Default 1. */
  readonly dilations?: Pair
  /**
   * Whether a window that reaches beyond the padded input at the end counts as well, if it starts inside the input or
   * the padding before it (PyTorch's rule). Default false.
   */
  readonly ceilMode?: boolean
}

/** A window as kernels take it, and the padding at the end, which kernels need not know. */
export interface WindowGeometry {
  readonly window: Window
  readonly paddingBottom: number
  readonly paddingRight: number
}

/**
 * Where windows of a kernel stand on x [N, H, W, C].
 *
 * @param name what errors begin with: the operation or the layer
 * @throws OptionError when an option is out of its range
 * @throws ShapeError when x has another rank, or no window fits
 */
export function windowOn(name: string, x: Shape, kernel: Pair, options: WindowOptions = {}): WindowGeometry {
  if (x.length !== 4) {
    throw new ShapeError({
      what: `${name}: the input has shape ${showShape(x)}, of rank ${x.length}.`,
      remedy: 'Give [N, height, width, channels].',
    })
  }
  const [batch, height, width, channels] = x
  const kernels = pairOf(name, 'the kernel', kernel, 1)
  const strides = pairOf(name, 'strides', options.strides ?? 1, 1)
  const dilations = pairOf(name, 'dilations', options.dilations ?? 1, 1)
  const paddings = paddingOf(name, options.padding ?? 'valid')
  const axis = (extent: number, a: 0 | 1): AxisWindows =>
    windowsAlong(extent, { kernel: kernels[a], stride: strides[a], dilation: dilations[a] }, paddings[a], options)
  const rows = axis(height, 0)
  const columns = axis(width, 1)
  if (rows.count < 1 || columns.count < 1) {
    throw new ShapeError({
      what: `${name}: no window of ${kernels.join('×')} (dilations ${dilations.join('×')}, padding ${showPadding(paddings)}) fits into an input of ${height}×${width}, shape ${showShape(x)}.`,
      remedy: "Use a larger input, a smaller kernel, or padding: 'same'.",
    })
  }
  return {
    window: {
      batch,
      height,
      width,
      channels,
      kernelHeight: kernels[0],
      kernelWidth: kernels[1],
      strideHeight: strides[0],
      strideWidth: strides[1],
      dilationHeight: dilations[0],
      dilationWidth: dilations[1],
      paddingTop: rows.before,
      paddingLeft: columns.before,
      outHeight: rows.count,
      outWidth: columns.count,
    },
    paddingBottom: rows.after,
    paddingRight: columns.after,
  }
}

/** Padding of one axis: extra positions at the start and at the end, or as many as 'same' asks for. */
type AxisPadding = 'same' | readonly [before: number, after: number]

interface AxisWindows {
  readonly before: number
  readonly after: number
  readonly count: number
}

function windowsAlong(
  extent: number,
  { kernel, stride, dilation }: { readonly kernel: number; readonly stride: number; readonly dilation: number },
  padding: AxisPadding,
  { ceilMode = false }: WindowOptions,
): AxisWindows {
  const span = (kernel - 1) * dilation + 1
  if (padding === 'same') {
    const count = Math.ceil(extent / stride)
    const total = Math.max(0, (count - 1) * stride + span - extent)
    const before = Math.floor(total / 2)
    return { before, after: total - before, count }
  }
  const [before, after] = padding
  const steps = (extent + before + after - span) / stride
  const count = Math.floor(steps) + 1
  const startsInside = Math.ceil(steps) * stride < extent + before
  return { before, after, count: ceilMode && startsInside ? Math.ceil(steps) + 1 : count }
}

/**
 * Both numbers of a pair.
 *
 * @throws OptionError when they are not integers from `least` on
 */
export function pairOf(name: string, option: string, given: Pair, least: number): readonly [number, number] {
  const pair = typeof given === 'number' ? ([given, given] as const) : given
  if (isPair(pair) && pair.every((value) => Number.isInteger(value) && value >= least)) return pair
  throw new OptionError({
    what: `${name}: ${option} is ${JSON.stringify(given)}.`,
    remedy: `Give an integer from ${least} on, or two of them: [vertical, horizontal].`,
  })
}

/**
 * [[top, bottom], [left, right]].
 *
 * @throws OptionError when these are not integers from 0 on
 */
export function explicitPadding(
  name: string,
  given: ExplicitPadding2d,
): readonly [readonly [number, number], readonly [number, number]] {
  const [vertical, horizontal] = isPair(given) ? given : [given, given]
  const sides = (side: unknown): readonly [number, number] => {
    const both: unknown = typeof side === 'number' ? [side, side] : side
    if (isPair(both) && both.every((value) => Number.isInteger(value) && value >= 0)) return both
    throw new OptionError({
      what: `${name}: padding is ${JSON.stringify(given)}.`,
      remedy: "Give 'valid', 'same', an integer from 0 on, [vertical, horizontal] or [[top, bottom], [left, right]].",
    })
  }
  return [sides(vertical), sides(horizontal)]
}

function paddingOf(name: string, padding: Padding2d): readonly [AxisPadding, AxisPadding] {
  if (padding === 'same') return ['same', 'same']
  return explicitPadding(name, padding === 'valid' ? 0 : padding)
}

function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2
}

function showPadding(paddings: readonly [AxisPadding, AxisPadding]): string {
  return paddings[0] === 'same' ? "'same'" : JSON.stringify(paddings)
}
