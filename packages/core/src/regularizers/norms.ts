import { OptionError } from '../errors.js'
import { abs, add, linear, square, sum } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { Regularizer } from './regularizer.js'

/** Coefficients of {@link l1l2}. */
export interface L1L2Options {
  /** Coefficient of Σ|w|, at least 0. Default 0.01. */
  readonly l1?: number
  /** Coefficient of Σw², at least 0. Default 0.01. */
  readonly l2?: number
}

/**
 * λ·Σ|w|, which drives single weights to 0 (the lasso, Tibshirani 1996). Its gradient at 0 is 0.
 *
 * @param lambda at least 0; default 0.01
 * @throws OptionError when λ is negative or not finite
 */
export function l1(lambda = 0.01): Regularizer {
  requireCoefficient('l1', lambda)
  return { name: 'l1', penalty: (parameter) => absolutes(parameter, lambda) }
}

/**
 * λ·Σw² (not halved, as Keras).
 *
 * @param lambda at least 0; default 0.01
 * @throws OptionError when λ is negative or not finite
 */
export function l2(lambda = 0.01): Regularizer {
  requireCoefficient('l2', lambda)
  return { name: 'l2', penalty: (parameter) => squares(parameter, lambda) }
}

/**
 * l1·Σ|w| + l2·Σw² (the elastic net, Zou and Hastie 2005).
 *
 * @throws OptionError when a coefficient is negative or not finite
 */
export function l1l2(options: L1L2Options = {}): Regularizer {
  const { l1: first = 0.01, l2: second = 0.01 } = options
  requireCoefficient('l1l2', first)
  requireCoefficient('l1l2', second)
  return {
    name: 'l1L2',
    penalty: (parameter) => add(absolutes(parameter, first), squares(parameter, second)),
  }
}

function absolutes(parameter: Tensor, lambda: number): Tensor {
  return linear(sum(abs(parameter)), lambda)
}

function squares(parameter: Tensor, lambda: number): Tensor {
  return linear(sum(square(parameter)), lambda)
}

function requireCoefficient(regularizer: string, lambda: number): void {
  if (Number.isFinite(lambda) && lambda >= 0) return
  throw new OptionError({
    what: `${regularizer}: a coefficient is ${String(lambda)}.`,
    remedy: 'Give a finite number, at least 0.',
  })
}
