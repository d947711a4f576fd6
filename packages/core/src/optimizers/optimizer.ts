import type { OptimizerRule } from '../backend/index.js'
import { OptionError } from '../errors.js'
import type { Parameter } from '../layers/index.js'
import { resolveSchedule, type Schedule } from '../schedules/index.js'

/** Options of every optimizer. */
export interface OptimizerOptions {
  /** A number > 0, or a function of the step (from 0). */
  readonly learningRate?: number | Schedule
  /** Coefficient λ ≥ 0 of weight decay. Default 0 (adamw: 0.004). */
  readonly weightDecay?: number
  /**
   * `decoupled` (default, as Keras): parameters shrink by 1 − rate·λ (Loshchilov and Hutter 2019); `coupled` (as
   * PyTorch's SGD, Adam and RMSprop): λ·parameter joins the gradient.
   */
  readonly decay?: 'coupled' | 'decoupled'
  /** Which parameters decay. Default: kernels, not γ, β and biases. */
  readonly decayParameter?: (parameter: Parameter) => boolean
  /** Limits each element of a gradient to [−clipValue, clipValue]. Default: none. */
  readonly clipValue?: number | null
  /** Limits the norm of each parameter's gradient. Default: none. */
  readonly clipNorm?: number | null
  /** Limits the norm of all gradients together. Default: none. */
  readonly globalClipNorm?: number | null
  /** Climb instead of descend. Default false. */
  readonly maximize?: boolean
}

/** How parameters follow their gradients. Holds no state: that belongs to the model being trained. */
export interface Optimizer {
  readonly name: string
  readonly rule: OptimizerRule
  readonly learningRate: Schedule
  readonly weightDecay: number
  readonly decayParameter: (parameter: Parameter) => boolean
  readonly clipValue: number | null
  readonly clipNorm: number | null
  readonly globalClipNorm: number | null
}

/** What {@link makeOptimizer} is told by an optimizer's own factory. */
interface OptimizerDefaults {
  readonly learningRate: number
  readonly weightDecay?: number
}

/**
 * Puts an optimizer together and checks the options that all have in common.
 *
 * @throws OptionError when a number is outside its range
 */
export function makeOptimizer(
  name: string,
  options: OptimizerOptions,
  defaults: OptimizerDefaults,
  rule: (shared: Pick<OptimizerRule, 'maximize' | 'decay'>) => OptimizerRule,
): Optimizer {
  const { learningRate = defaults.learningRate, weightDecay = defaults.weightDecay ?? 0 } = options
  if (typeof learningRate === 'number') requireInRange(name, 'learningRate', learningRate, 0, Infinity, 'excluded')
  requireInRange(name, 'weightDecay', weightDecay, 0, Infinity)
  const { clipValue = null, clipNorm = null, globalClipNorm = null } = options
  for (const [option, limit] of Object.entries({ clipValue, clipNorm, globalClipNorm })) {
    if (limit !== null) requireInRange(name, option, limit, 0, Infinity, 'excluded')
  }
  return {
    name,
    rule: rule({ maximize: options.maximize ?? false, decay: options.decay ?? 'decoupled' }),
    learningRate: resolveSchedule(learningRate),
    weightDecay,
    decayParameter: options.decayParameter ?? ((parameter) => parameter.kind === 'weight'),
    clipValue,
    clipNorm,
    globalClipNorm,
  }
}

/** @throws OptionError when `value` is not in [min, max), or not in (min, max) with the minimum excluded */
export function requireInRange(
  optimizer: string,
  option: string,
  value: number,
  min: number,
  max: number,
  minimum: 'included' | 'excluded' = 'included',
): void {
  const above = minimum === 'included' ? value >= min : value > min
  if (above && value < max) return
  throw new OptionError({
    what: `${optimizer}: ${option} is ${String(value)}.`,
    remedy: `Give a number ${minimum === 'included' ? 'from' : 'above'} ${min}${max === Infinity ? '' : ` and below ${max}`}.`,
  })
}
