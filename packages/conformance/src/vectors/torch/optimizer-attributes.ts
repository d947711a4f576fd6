import { adam, rmsprop, sgd, type Optimizer, type OptimizerOptions } from '@evenkeel/core'
import type { Attributes } from '../case/attributes.js'

/** An optimizer with PyTorch's names of what it remembers, in the order of its slots. */
export interface NamedOptimizer {
  readonly optimizer: Optimizer
  readonly slotNames: readonly string[]
}

/** Whether Adam's ε stands beside the corrected root or the uncorrected one. */
export type AdamForm = 'torch' | 'keras'

/** Optimizers of PyTorch's attributes, by name. Adam's form is PyTorch's where nothing else is said. */
export const OPTIMIZERS: Readonly<Record<string, (attributes: Attributes, form?: AdamForm) => NamedOptimizer>> = {
  SGD: (attributes) => {
    const momentum = attributes.number('momentum', 0)
    const optimizer = sgd({
      ...shared(attributes, 'coupled'),
      momentum,
      dampening: attributes.number('dampening', 0),
      nesterov: attributes.flag('nesterov', false),
    })
    return { optimizer, slotNames: momentum === 0 ? [] : ['momentum_buffer'] }
  },
  Adam: (attributes, form) => adamOf(attributes, 'coupled', form),
  AdamW: (attributes, form) => adamOf(attributes, 'decoupled', form),
  RMSprop: (attributes) => {
    const momentum = attributes.number('momentum', 0)
    const centered = attributes.flag('centered', false)
    const optimizer = rmsprop({
      ...shared(attributes, 'coupled'),
      rho: attributes.number('alpha', 0.99),
      epsilon: attributes.number('eps', 1e-8),
      momentum,
      centered,
    })
    const slotNames = ['square_avg', ...(momentum > 0 ? ['momentum_buffer'] : []), ...(centered ? ['grad_avg'] : [])]
    return { optimizer, slotNames }
  },
}

function adamOf(attributes: Attributes, decay: 'coupled' | 'decoupled', form: AdamForm = 'torch'): NamedOptimizer {
  const amsgrad = attributes.flag('amsgrad', false)
  const optimizer = adam({
    ...shared(attributes, decay),
    beta1: attributes.number('beta1', 0.9),
    beta2: attributes.number('beta2', 0.999),
    epsilon: attributes.number('eps'),
    form,
    amsgrad,
  })
  return { optimizer, slotNames: ['exp_avg', 'exp_avg_sq', ...(amsgrad ? ['max_exp_avg_sq'] : [])] }
}

/** What all have: PyTorch decays every parameter, not weights alone. */
function shared(attributes: Attributes, decay: 'coupled' | 'decoupled'): OptimizerOptions {
  return {
    learningRate: attributes.number('lr'),
    weightDecay: attributes.number('weightDecay', 0),
    maximize: attributes.flag('maximize', false),
    decay,
    decayParameter: () => true,
  }
}
