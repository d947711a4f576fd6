import { requireRate, requireSteps } from './options.js'
import type { Schedule } from './schedule.js'

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** Rate of step 0. */
  readonly initialLearningRate: number
  /** Steps of the decay, the warm-up not counted. */
  readonly decaySteps: number
  /** The last rate as a share of the highest. Default 0. */
  readonly alpha?: number
  /** Rate that the warm-up leads to and the decay begins at. Default: no warm-up. */
  readonly warmupTarget?: number | null
  /** Steps of the warm-up. Default 0. */
  readonly warmupSteps?: number
}

/**
 * Half a cosine from the highest rate down to alpha times it (Loshchilov and Hutter 2017), after a linear warm-up from
 * initialLearningRate to warmupTarget where one is given.
 *
 * @throws OptionError when a number is outside its range
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, alpha = 0, warmupTarget = null, warmupSteps = 0 } = options
  requireRate('cosineDecay', 'initialLearningRate', initialLearningRate)
  requireSteps('cosineDecay', 'decaySteps', decaySteps)
  requireRate('cosineDecay', 'alpha', alpha)
  requireRate('cosineDecay', 'warmupSteps', warmupSteps)
  if (warmupTarget !== null) requireRate('cosineDecay', 'warmupTarget', warmupTarget)
  const warmup = warmupTarget === null ? 0 : warmupSteps
  const highest = warmupTarget ?? initialLearningRate
  return (step) => {
    if (step < warmup) return initialLearningRate + (highest - initialLearningRate) * (step / warmup)
    const gone = Math.min(step - warmup, decaySteps) / decaySteps
    return highest * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * gone)) + alpha)
  }
}
