import { adam, sgd, type HostTensor, type Optimizer, type OptimizerOptions } from '@evenkeel/core'
import { runOptimizer } from '../compute/optimizer-run.js'
import { absent, type CaseRunner } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'
import type { Numbers } from '../check/compare.js'
import { readingOperator, type OnnxNode } from './node.js'

/** An optimizer, what its progress holds after the updates so far, and its number of slots. */
interface Prepared {
  readonly optimizer: Optimizer
  readonly progress: readonly [number, number]
  readonly slots: number
}

/**
 * Adam in the form with ε beside the uncorrected root. An update count of 0 means no correction of the bias at all:
 * both factors 1 − βᵗ are 1 and stay there.
 */
function prepareAdam(node: OnnxNode, updates: number): Prepared {
  const { attributes } = node
  const beta1 = attributes.number('alpha', 0.9)
  const beta2 = attributes.number('beta', 0.999)
  if (attributes.number('norm_coefficient_post', 0) !== 0) {
    throw new Unsupported('attribute norm_coefficient_post: no such decay')
  }
  const epsilon = attributes.number('epsilon', 1e-6)
  const before = (beta: number): number => (updates === 0 ? 1 : 1 - beta ** (updates - 1))
  return {
    optimizer: adam({ ...shared(node), form: 'keras', beta1, beta2, epsilon }),
    progress: [before(beta1), before(beta2)],
    slots: 2,
  }
}

/** SGD with momentum; beta is the share of the gradient that joins the velocity after the first update. */
function prepareMomentum(node: OnnxNode, updates: number): Prepared {
  const { attributes } = node
  const nesterov = attributes.choice('mode', ['standard', 'nesterov']) === 'nesterov'
  const momentum = attributes.number('alpha')
  const dampening = 1 - attributes.number('beta')
  if (!(momentum > 0 && momentum < 1)) throw new Unsupported(`attribute alpha = ${momentum}: no such momentum`)
  if (!(dampening >= 0 && dampening < 1)) throw new Unsupported(`attribute beta = ${1 - dampening}: no such dampening`)
  const progress = updates === 0 ? 0 : 1
  return {
    optimizer: sgd({ ...shared(node), momentum, dampening, nesterov }),
    progress: [progress, progress],
    slots: 1,
  }
}

/**
 * One update of any number of tensors. Arguments: rate, update count, then all tensors, all gradients, and all states of
 * one kind after the other; results: the tensors, then the states in the same order.
 */
function optimizer(prepare: (node: OnnxNode, updates: number) => Prepared): CaseRunner {
  return readingOperator(async (node) => {
    const { slots, ...prepared } = prepare(node, node.scalar(1))
    const tensors = (node.count - 2) / (2 + slots)
    const at = (kind: number, i: number): HostTensor => node.host(2 + kind * tensors + i)
    const results: Numbers[] = []
    for (let i = 0; i < tensors; i++) {
      const [step] = await runOptimizer(node.device, {
        ...prepared,
        parameter: at(0, i),
        gradients: [at(1, i)],
        slots: Array.from({ length: slots }, (_, slot) => at(2 + slot, i)),
      })
      for (const [kind, result] of [step.parameter, ...step.slots].entries()) results[kind * tensors + i] = result
    }
    return results
  })
}

/** ONNX joins norm_coefficient · X to the gradient, which is coupled weight decay. */
function shared(node: OnnxNode): OptimizerOptions {
  return {
    learningRate: node.scalar(0),
    weightDecay: node.attributes.number('norm_coefficient', 0),
    decay: 'coupled',
    decayParameter: () => true,
  }
}

/** Runners of the optimizers by operator. */
export const optimizers: Readonly<Record<string, CaseRunner>> = {
  Adam: optimizer(prepareAdam),
  Momentum: optimizer(prepareMomentum),
  Adagrad: absent('no such optimizer'),
}
