import { OptionError } from '../errors.js'

/** @throws OptionError when a rate, or a number like one, is negative or not finite */
export function requireRate(schedule: string, option: string, value: number): void {
  requireOption(schedule, option, value, Number.isFinite(value) && value >= 0, 'Give a finite number, at least 0.')
}

/** @throws OptionError when a number of steps is not positive */
export function requireSteps(schedule: string, option: string, value: number): void {
  requireOption(schedule, option, value, Number.isFinite(value) && value > 0, 'Give a positive number of steps.')
}

/** @throws OptionError when `valid` is false */
export function requireOption(schedule: string, option: string, value: unknown, valid: boolean, remedy: string): void {
  if (!valid) throw new OptionError({ what: `${schedule}: ${option} is ${String(value)}.`, remedy })
}
