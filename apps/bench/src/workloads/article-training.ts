import { syntheticDigits } from '@evenkeel/datasets'
import { uniformData } from './random-data.js'
import type { Workload } from './workload.js'

/** The network, its data and how it learns; every contender takes all of it as it stands here. */
export interface ArticleTrainingInputs {
  /** [samples, pixels], row-major, in 0..1. */
  readonly images: Float32Array
  /** [samples], from 0 to classes − 1. */
  readonly labels: Int32Array
  readonly samples: number
  readonly pixels: number
  readonly hidden: number
  readonly classes: number
  readonly batchSize: number
  /** Passes over the images, in order, in one run. */
  readonly epochs: number
  /** Initial weights, [pixels, hidden]; biases begin at 0, γ at 1, β at 0. */
  readonly hiddenKernel: Float32Array
  /** Initial weights, [hidden, classes]. */
  readonly outputKernel: Float32Array
  /** m / (1 − β₁ᵗ) over √(v / (1 − β₂ᵗ)) + ε, as in the paper's Algorithm 1 (Kingma and Ba 2015). */
  readonly adam: { readonly rate: number; readonly beta1: number; readonly beta2: number; readonly epsilon: number }
  readonly batchNorm: { readonly momentum: number; readonly epsilon: number }
}

const BATCH_SIZE = 128
const SAMPLES = 10 * BATCH_SIZE
const EPOCHS = 5
const PIXELS = 784
const HIDDEN = 64
const CLASSES = 10

/** Training of the article's network; the output `loss` is the mean loss of each epoch, from the initial weights on. */
export const articleTraining: Workload<ArticleTrainingInputs> = {
  title: `Training: ${PIXELS} → dense ${HIDDEN} relu → batch norm → dense ${CLASSES} softmax, Adam, sparse categorical cross-entropy, batches of ${BATCH_SIZE}`,
  measures: [{ name: 'training', work: { amount: SAMPLES * EPOCHS, unit: 'images' } }],
  tolerances: { loss: 2e-5 },
  reference: null,
  inputs: () => {
    const { images, labels } = syntheticDigits({ trainSize: SAMPLES, testSize: 1 }).train
    return {
      images,
      labels,
      samples: SAMPLES,
      pixels: PIXELS,
      hidden: HIDDEN,
      classes: CLASSES,
      batchSize: BATCH_SIZE,
      epochs: EPOCHS,
      hiddenKernel: glorotUniform(PIXELS, HIDDEN, 0),
      outputKernel: glorotUniform(HIDDEN, CLASSES, 1),
      adam: { rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
      batchNorm: { momentum: 0.99, epsilon: 1e-3 },
    }
  },
}

/** Uniform with limit √(6 / (inputs + outputs)) (Glorot and Bengio 2010, equation 16). */
function glorotUniform(inputs: number, outputs: number, stream: number): Float32Array {
  return uniformData(inputs * outputs, stream, Math.sqrt(6 / (inputs + outputs)))
}
