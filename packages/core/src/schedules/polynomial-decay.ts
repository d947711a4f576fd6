import { requireRate, requireSteps } from './options.js'
import type { Schedule } from './schedule.js'

/** Options of {@link polynomialDecay}. */
export interface PolynomialDecayOptions {
  /** Rate of step 0. */
  readonly initialLearningRate: number
  /** Steps of the decay. */
  readonly decaySteps: number
  /** Rate at its end. Default 0.0001. */
  readonly endLearningRate?: number
  /** Degree of the polynomial. Default 1: a straight line. */
  readonly power?: number
  /** Whether, past its end, the decay is stretched to the next multiple of decaySteps. Default false: the rate stays. */
  readonly cycle?: boolean
}

/**
 * (initialLearningRate − endLearningRate) · (1 − step / decaySteps)^power + endLearningRate.
 *
 * @throws OptionError when a number is outside its range
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, endLearningRate = 0.0001, power = 1, cycle = false } = options
  requireRate('polynomialDecay', 'initialLearningRate', initialLearningRate)
  requireSteps('polynomialDecay', 'decaySteps', decaySteps)
  requireRate('polynomialDecay', 'endLearningRate', endLearningRate)
  requireRate('polynomialDecay', 'power', power)
  return (step) => {
    const length = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps
    const left = 1 - Math.min(step, length) / length
    return (initialLearningRate - endLearningRate) * left ** power + endLearningRate
  }
}
