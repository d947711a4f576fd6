import { OptionError } from '../errors.js'
import { add, clip, div, linear, maximum, minimum, mul, sqrt, square, sum, type TensorLike } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { Constraint } from './constraint.js'

/** Options of {@link unitNorm}. */
export interface NormAxisOptions {
  /**
   * The axis or axes that one norm is taken over. Default 0: the weights that lead to one unit of a dense kernel
   * [inputs, units]; use [0, 1, 2] for a convolution kernel [height, width, inputs, filters].
   */
  readonly axis?: number | readonly number[]
}

/** Options of {@link maxNorm}. */
export interface MaxNormOptions extends NormAxisOptions {
  /** Largest norm allowed, above 0. Default 2. */
  readonly maxValue?: number
}

/** Options of {@link minMaxNorm}. */
export interface MinMaxNormOptions extends NormAxisOptions {
  /** Smallest norm allowed, at least 0. Default 0. */
  readonly minValue?: number
  /** Largest norm allowed, at least minValue. Default 1. */
  readonly maxValue?: number
  /** Share of the way that is gone in one step, in (0, 1]. Default 1. */
  readonly rate?: number
}

/** Below this a norm counts as this much, so that zero vectors stay zero. */
const SMALLEST_NORM = 1e-7

/**
 * Shortens vectors to a norm of at most `maxValue` (Srivastava et al. 2014); shorter ones stay as they are.
 *
 * @throws OptionError when maxValue is not a positive number
 */
export function maxNorm({ maxValue = 2, axis = 0 }: MaxNormOptions = {}): Constraint {
  requireOption(maxValue > 0 && maxValue < Infinity, 'maxNorm', 'maxValue', maxValue, 'Give a positive number.')
  return scaling('maxNorm', axis, (norm) => minimum(norm, maxValue))
}

/** Brings vectors to norm 1; a zero vector stays zero. */
export function unitNorm({ axis = 0 }: NormAxisOptions = {}): Constraint {
  return scaling('unitNorm', axis, () => 1)
}

/**
 * Moves norms into [minValue, maxValue]: the new norm is rate·clip(norm, minValue, maxValue) + (1 − rate)·norm. A zero
 * vector has no direction and stays zero.
 *
 * @throws OptionError when a number is outside its range
 */
export function minMaxNorm(options: MinMaxNormOptions = {}): Constraint {
  const { minValue = 0, maxValue = 1, rate = 1, axis = 0 } = options
  requireOption(minValue >= 0, 'minMaxNorm', 'minValue', minValue, 'Give a number, at least 0.')
  requireOption(maxValue >= minValue, 'minMaxNorm', 'maxValue', maxValue, `Give at least minValue (${minValue}).`)
  requireOption(rate > 0 && rate <= 1, 'minMaxNorm', 'rate', rate, 'Give a number above 0, at most 1.')
  return scaling('minMaxNorm', axis, (norm) =>
    add(linear(clip(norm, minValue, maxValue), rate), linear(norm, 1 - rate)),
  )
}

function scaling(name: string, axis: number | readonly number[], desired: (norm: Tensor) => TensorLike): Constraint {
  return {
    name,
    project: (parameter) => {
      const norm = sqrt(sum(square(parameter), { axis, keepDims: true }))
      return mul(parameter, div(desired(norm), maximum(norm, SMALLEST_NORM)))
    },
  }
}

function requireOption(valid: boolean, constraint: string, option: string, value: number, remedy: string): void {
  if (!valid) throw new OptionError({ what: `${constraint}: ${option} is ${String(value)}.`, remedy })
}
