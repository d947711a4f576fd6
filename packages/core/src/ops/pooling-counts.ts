import type { Window } from '../backend/index.js'
import { ShapeError } from '../errors.js'
import type { WindowGeometry } from './window-geometry.js'

/** Fewest and most elements that a window holds. */
export interface CountRange {
  readonly fewest: number
  readonly most: number
}

/** Elements of the input (and of its padding, where that counts) in the windows. */
export function countRange({ window: w, paddingBottom, paddingRight }: WindowGeometry, padding: boolean): CountRange {
  const rows = tapRange(
    { count: w.outHeight, taps: w.kernelHeight, stride: w.strideHeight, dilation: w.dilationHeight },
    w.height,
    w.paddingTop,
    padding ? paddingBottom : null,
  )
  const columns = tapRange(
    { count: w.outWidth, taps: w.kernelWidth, stride: w.strideWidth, dilation: w.dilationWidth },
    w.width,
    w.paddingLeft,
    padding ? paddingRight : null,
  )
  return { fewest: rows.fewest * columns.fewest, most: rows.most * columns.most }
}

/** @param after padding at the end, or null where padding does not count */
function tapRange(
  { count, taps, stride, dilation }: { count: number; taps: number; stride: number; dilation: number },
  extent: number,
  before: number,
  after: number | null,
): CountRange {
  const first = after === null ? 0 : -before
  const end = extent + (after ?? 0)
  let fewest = taps
  let most = 0
  for (let output = 0; output < count; output++) {
    let inside = 0
    for (let tap = 0; tap < taps; tap++) {
      const position = output * stride - before + tap * dilation
      if (position >= first && position < end) inside += 1
    }
    fewest = Math.min(fewest, inside)
    most = Math.max(most, inside)
  }
  return { fewest, most }
}

/** @throws ShapeError when a window lies in the padding altogether: it has neither a maximum nor an average */
export function requireElements(operation: string, geometry: WindowGeometry): void {
  if (countRange(geometry, false).fewest > 0) return
  const { window, paddingBottom, paddingRight } = geometry
  throw new ShapeError({
    what: `${operation}: with padding [[${window.paddingTop}, ${paddingBottom}], [${window.paddingLeft}, ${paddingRight}]], a window of ${window.kernelHeight}×${window.kernelWidth} holds no element of an input of ${window.height}×${window.width}.`,
    remedy: 'Use less padding, or larger windows.',
  })
}

/**
 * The window that counts its elements where it is laid over ones: one sample, one channel, and an input that has the
 * padding in it where that counts.
 */
export function countingWindow({ window, paddingBottom, paddingRight }: WindowGeometry, padding: boolean): Window {
  const plane = { ...window, batch: 1, channels: 1 }
  if (!padding) return plane
  return {
    ...plane,
    height: window.height + window.paddingTop + paddingBottom,
    width: window.width + window.paddingLeft + paddingRight,
    paddingTop: 0,
    paddingLeft: 0,
  }
}
