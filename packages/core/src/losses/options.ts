import { OptionError } from '../errors.js'

/** @throws OptionError when `valid` is false */
export function requireOption(loss: string, option: string, value: unknown, valid: boolean, remedy: string): void {
  if (!valid) throw new OptionError({ what: `${loss}: ${option} is ${String(value)}.`, remedy })
}

/** @throws OptionError when the share is not in [0, 1] */
export function requireSmoothing(loss: string, labelSmoothing: number): void {
  const valid = labelSmoothing >= 0 && labelSmoothing <= 1
  requireOption(loss, 'labelSmoothing', labelSmoothing, valid, 'Give a share from 0 to 1.')
}

/** @throws OptionError when a weight is negative or not finite */
export function requireWeights(loss: string, option: string, weights: readonly number[]): void {
  const valid = weights.every((weight) => Number.isFinite(weight) && weight >= 0)
  requireOption(loss, option, weights, valid, 'Give finite numbers, at least 0.')
}
