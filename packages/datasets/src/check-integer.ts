import { OptionError } from '@evenkeel/core'

/** @throws OptionError unless `value` is a safe integer of at least `least`. */
export function checkInteger(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return
  throw new OptionError({
    what: `${name} is ${String(value)}, expected an integer of at least ${least}.`,
    remedy: `Pass a whole number as ${name}, or leave it out for the default.`,
  })
}
