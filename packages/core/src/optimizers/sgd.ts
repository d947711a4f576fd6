import { makeOptimizer, requireInRange, type Optimizer, type OptimizerOptions } from './optimizer.js'

/** Options of {@link sgd}. */
export interface SgdOptions extends OptimizerOptions {
  /** Share of the last step that is kept, in [0, 1). Default 0. */
  readonly momentum?: number
  /** Damps what a gradient adds to the velocity, in [0, 1). Default 0. */
  readonly dampening?: number
  /** Looks ahead along the velocity (Sutskever et al. 2013). Default false. */
  readonly nesterov?: boolean
}

/** Stochastic gradient descent, with momentum in PyTorch's form: v ← momentum·v + g, p ← p − rate·v. Default rate 0.01. */
export function sgd(options: SgdOptions = {}): Optimizer {
  const { momentum = 0, dampening = 0, nesterov = false } = options
  requireInRange('sgd', 'momentum', momentum, 0, 1)
  requireInRange('sgd', 'dampening', dampening, 0, 1)
  return makeOptimizer('sgd', options, { learningRate: 0.01 }, (shared) => ({
    kind: 'sgd',
    momentum,
    dampening,
    nesterov,
    ...shared,
  }))
}
