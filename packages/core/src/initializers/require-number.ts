import { OptionError } from '../errors.js'

/** @throws OptionError when an option is not a finite number, or is less than `min` (with 'excluded', also when it is `min`) */
export function requireNumber(
  initializer: string,
  option: string,
  value: number,
  min: number = -Infinity,
  minimum: 'included' | 'excluded' = 'included',
): void {
  if (Number.isFinite(value) && (value > min || (value === min && minimum === 'included'))) return
  const limit = minimum === 'included' ? `at least ${min}` : `above ${min}`
  throw new OptionError({
    what: `${initializer}: ${option} is ${String(value)}.`,
    remedy: `Give a finite number${min === -Infinity ? '' : `, ${limit}`}.`,
  })
}
