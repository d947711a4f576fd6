import { makeOptimizer, requireInRange, type Optimizer, type OptimizerOptions } from './optimizer.js'

/** Options of {@link rmsprop}. */
export interface RmspropOptions extends OptimizerOptions {
  /** Memory of the squares of the gradients, in [0, 1). Default 0.9 (PyTorch calls it alpha, default 0.99). */
  readonly rho?: number
  /** Share of the last step that is kept, in [0, 1). Default 0. */
  readonly momentum?: number
  /** Added after the root. Default 1e-7. */
  readonly epsilon?: number
  /** Divides by the standard deviation of the gradients, not by their root mean square. Default false. */
  readonly centered?: boolean
}

/** RMSprop (Hinton 2012, Coursera lecture 6e). Default rate 0.001. */
export function rmsprop(options: RmspropOptions = {}): Optimizer {
  const { rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false } = options
  requireInRange('rmsprop', 'rho', rho, 0, 1)
  requireInRange('rmsprop', 'momentum', momentum, 0, 1)
  requireInRange('rmsprop', 'epsilon', epsilon, 0, Infinity, 'excluded')
  return makeOptimizer('rmsprop', options, { learningRate: 0.001 }, (shared) => ({
    kind: 'rmsprop',
    rho,
    momentum,
    epsilon,
    centered,
    ...shared,
  }))
}
