import { syntheticDigits } from '@evenkeel/datasets'
import type { Network } from './networks/network.js'
import type { Measure, Workload } from './workload.js'

/** m / (1 − β₁ᵗ) over √(v / (1 − β₂ᵗ)) + ε, as in the paper's Algorithm 1 (Kingma and Ba 2015). */
export interface AdamSpec {
  readonly kind: 'adam'
  readonly rate: number
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
}

/** Stochastic gradient descent without momentum. */
export interface SgdSpec {
  readonly kind: 'sgd'
  readonly rate: number
}

/** The network, its data and how it learns; every contender takes all of it as it stands here. */
export interface TrainingInputs {
  readonly network: Network
  readonly optimizer: AdamSpec | SgdSpec
  /** [samples, ...inputShape], row-major, in 0..1. */
  readonly images: Float32Array
  /** [samples], from 0 to classes − 1. */
  readonly labels: Int32Array
  readonly samples: number
  readonly classes: number
  readonly batchSize: number
  /** Passes over the images, in order, in one run. */
  readonly epochs: number
}

/** What distinguishes one training from another. */
export interface TrainingSpec {
  /** What is trained how, without the batches. */
  readonly title: string
  network(): Network
  readonly optimizer: AdamSpec | SgdSpec
  readonly batchSize: number
  readonly batches: number
  readonly epochs: number
  /** What the rate counts. */
  readonly unit: 'images' | 'steps'
  /** Of the loss. */
  readonly tolerance: number
}

/** Adam with the defaults of Keras. */
export const ADAM: AdamSpec = { kind: 'adam', rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }

/**
 * Training by sparse categorical cross-entropy on synthetic digits, without metrics or shuffling. The output `loss` is the
 * mean loss of each epoch, from the initial weights on.
 */
export function trainingWorkload(spec: TrainingSpec): Workload<'training'> {
  const { optimizer, batchSize, batches, epochs } = spec
  const samples = batches * batchSize
  const steps = batches * epochs
  const work: Measure['work'] = { amount: spec.unit === 'steps' ? steps : samples * epochs, unit: spec.unit }
  return {
    kind: 'training',
    title: `Training: ${spec.title}, sparse categorical cross-entropy; ${steps} steps with batches of ${batchSize}`,
    measures: [{ name: 'training', work }],
    tolerances: { loss: spec.tolerance },
    reference: null,
    inputs: () => {
      const { images, labels } = syntheticDigits({ trainSize: samples, testSize: 1 }).train
      return { network: spec.network(), optimizer, images, labels, samples, classes: 10, batchSize, epochs }
    },
  }
}
