import { requireRate, requireSteps } from './options.js'
import type { Schedule } from './schedule.js'

/** Options of {@link exponentialDecay} and {@link inverseTimeDecay}. */
export interface DecayOptions {
  /** Rate of step 0. */
  readonly initialLearningRate: number
  /** Steps after which the rate has decayed once. */
  readonly decaySteps: number
  /** Factor (exponential) or coefficient (inverse time) of one decay, at least 0. */
  readonly decayRate: number
  /** Whether the rate changes at whole multiples of decaySteps only. Default false. */
  readonly staircase?: boolean
}

/**
 * initialLearningRate · decayRate^(step / decaySteps).
 *
 * @throws OptionError when a number is outside its range
 */
export function exponentialDecay(options: DecayOptions): Schedule {
  const { initialLearningRate, decayRate } = options
  const decays = decaysOf('exponentialDecay', options)
  return (step) => initialLearningRate * decayRate ** decays(step)
}

/**
 * initialLearningRate / (1 + decayRate · step / decaySteps).
 *
 * @throws OptionError when a number is outside its range
 */
export function inverseTimeDecay(options: DecayOptions): Schedule {
  const { initialLearningRate, decayRate } = options
  const decays = decaysOf('inverseTimeDecay', options)
  return (step) => initialLearningRate / (1 + decayRate * decays(step))
}

/** How many decays lie behind a step. */
function decaysOf(name: string, options: DecayOptions): (step: number) => number {
  const { initialLearningRate, decaySteps, decayRate, staircase = false } = options
  requireRate(name, 'initialLearningRate', initialLearningRate)
  requireSteps(name, 'decaySteps', decaySteps)
  requireRate(name, 'decayRate', decayRate)
  return (step) => (staircase ? Math.floor(step / decaySteps) : step / decaySteps)
}
