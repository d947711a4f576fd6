import { OptionError } from '../errors.js'
import { requireRate } from './options.js'

/** The learning rate of a step; steps count from 0, dropped ones included. */
export type Schedule = (step: number) => number

/**
 * The same rate at every step.
 *
 * @throws OptionError when it is negative or not finite
 */
export function constant(learningRate: number): Schedule {
  requireRate('constant', 'learningRate', learningRate)
  return () => learningRate
}

/**
 * A schedule from a schedule or a number.
 *
 * @throws OptionError when it is neither, or the number is negative or not finite
 */
export function resolveSchedule(given: number | Schedule): Schedule {
  if (typeof given === 'function') return given
  if (typeof given === 'number') return constant(given)
  throw new OptionError({
    what: `A learning rate is ${typeof given === 'string' ? `'${String(given)}'` : `a ${typeof given}`}.`,
    remedy: 'Give a number, a function of the step, or what exponentialDecay({ … }) and its like return.',
  })
}
