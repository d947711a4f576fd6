import { makeOptimizer, requireInRange, type Optimizer, type OptimizerOptions } from './optimizer.js'

/** Options of {@link adam} and {@link adamw}. */
export interface AdamOptions extends OptimizerOptions {
  /** Memory of the mean of the gradients, in [0, 1). Default 0.9. */
  readonly beta1?: number
  /** Memory of their squares, in [0, 1). Default 0.999. */
  readonly beta2?: number
  /** Default 1e-7 (keras) or 1e-8 (torch). */
  readonly epsilon?: number
  /** Whether ε stands beside the uncorrected root (`keras`, the default) or the corrected one (`torch`). */
  readonly form?: 'keras' | 'torch'
  /** Uses the maximum of past squares (Reddi et al. 2018). Default false. */
  readonly amsgrad?: boolean
}

/** Adam (Kingma and Ba 2015). Default rate 0.001. */
export function adam(options: AdamOptions = {}): Optimizer {
  return adamNamed('adam', options, 0)
}

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019). Default rate 0.001 and weight decay 0.004, as Keras. */
export function adamw(options: AdamOptions = {}): Optimizer {
  return adamNamed('adamw', { decay: 'decoupled', ...options }, 0.004)
}

function adamNamed(name: string, options: AdamOptions, weightDecay: number): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, form = 'keras', amsgrad = false } = options
  const { epsilon = form === 'keras' ? 1e-7 : 1e-8 } = options
  requireInRange(name, 'beta1', beta1, 0, 1)
  requireInRange(name, 'beta2', beta2, 0, 1)
  requireInRange(name, 'epsilon', epsilon, 0, Infinity, 'excluded')
  return makeOptimizer(name, options, { learningRate: 0.001, weightDecay }, (shared) => ({
    kind: 'adam',
    beta1,
    beta2,
    epsilon,
    form,
    amsgrad,
    ...shared,
  }))
}
