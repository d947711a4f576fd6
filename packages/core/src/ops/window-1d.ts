import { OptionError } from '../errors.js'
import type { WindowOptions } from './window-geometry.js'

/**
 * What surrounds a sequence: nothing, as much as gives ⌈length / stride⌉ outputs (the odd position at the end), only
 * positions before it, so that no output sees what comes later, one number for both ends, or [before, after].
 */
export type Padding1d = 'valid' | 'same' | 'causal' | number | readonly [before: number, after: number]

/** How windows move along a sequence. */
export interface WindowOptions1d {
  /** Distance of neighbouring windows. Default 1. */
  readonly strides?: number
  /** Default 'valid'. */
  readonly padding?: Padding1d
  /** Distance of neighbouring taps of a window. Default 1. */
  readonly dilations?: number
  /** As in `WindowOptions`. Default false. */
  readonly ceilMode?: boolean
}

/**
 * The same windows on planes of height 1.
 *
 * @throws OptionError when the padding is not of a form named above
 */
export function horizontally(name: string, kernel: number, options: WindowOptions1d): WindowOptions {
  const { strides = 1, padding = 'valid', dilations = 1, ceilMode } = options
  return {
    strides: [1, strides],
    dilations: [1, dilations],
    ceilMode,
    padding:
      padding === 'valid' || padding === 'same'
        ? padding
        : [[0, 0], padding === 'causal' ? [(kernel - 1) * dilations, 0] : ends(name, padding)],
  }
}

function ends(name: string, padding: number | readonly [number, number]): readonly [number, number] {
  const both = typeof padding === 'number' ? ([padding, padding] as const) : padding
  if (Array.isArray(both) && both.length === 2 && both.every((n) => Number.isInteger(n) && n >= 0)) return both
  throw new OptionError({
    what: `${name}: padding is ${JSON.stringify(padding)}.`,
    remedy: "Give 'valid', 'same', 'causal', an integer from 0 on, or [before, after].",
  })
}
