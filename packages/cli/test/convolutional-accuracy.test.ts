import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cpu } from '@evenkeel/backend-cpu'
import {
  adam,
  applications,
  dense,
  flatten,
  openDevice,
  schedules,
  sequential,
  type HostTensor,
  type Sequential,
} from '@evenkeel/core'
import { loadIdxFolder, syntheticDigits, type ImageDataset, type LabelledImages } from '@evenkeel/datasets'
import { beforeAll, expect, test } from 'vitest'

// The run in full, `evenkeel train --network conv --schedule cosine` on MNIST, takes minutes. Here 1,500 images are seen
// once, in 188 steps.
//
// What the thresholds lie between, as accuracy on the first 1,000 test images:
//
//                                                        MNIST          synthetic digits
//   the network, seeds 1 to 6 and 1 to 4                 0.885 – 0.904  0.953 – 0.974
//   a linear classifier, seeds 1 to 3                    0.758 – 0.779  0.849 – 0.864
//   seed 1, kernel gradients of the wrong sign           0.761          0.829
//   seed 1, gradients through batch norm of wrong sign   0.708          0.795
//   seed 1, running statistics that never move           0.683          0.724
//
// Finer faults, such as a missing term of a gradient, cost less than seeds differ. They are found by the tests of the
// networks in packages/core, which compare gradients with slopes.
const IMAGES = 1500
const TEST_IMAGES = 1000
const BATCH_SIZE = 8
const MNIST = fileURLToPath(new URL('../../../../shared/data/mnist', import.meta.url))

const REAL = existsSync(MNIST)
const THRESHOLD = REAL ? 0.85 : 0.92

let dataset: ImageDataset
beforeAll(async () => {
  dataset = REAL ? await loadIdxFolder(MNIST) : syntheticDigits({ trainSize: IMAGES, testSize: TEST_IMAGES })
})

const images = `1,500 ${REAL ? 'images of MNIST' : 'synthetic digits'}`

test(`${images} teach the small convolutional network to read`, { timeout: 120_000 }, async () => {
  const model = applications.smallConvolutionalNetwork({ momentum: 0.9 })
  expect(await accuracyOf(model)).toBeGreaterThan(THRESHOLD)
})

test(`${images} do not teach a network without convolutions and batch norm as much`, async () => {
  const linear = sequential([flatten(), dense(10, { activation: 'softmax' })], { inputShape: [28, 28, 1] })
  expect(await accuracyOf(linear)).toBeLessThan(THRESHOLD - 0.03)
})

/** The accuracy on test images after one epoch whose learning rate decays to 0. */
async function accuracyOf(model: Sequential): Promise<number> {
  const decaySteps = Math.ceil(IMAGES / BATCH_SIZE)
  const optimizer = adam({ learningRate: schedules.cosineDecay({ initialLearningRate: 0.002, decaySteps }) })
  const device = await openDevice(cpu)
  try {
    model.compile({ device, optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'], seed: 1 })
    await model.fit(...first(dataset.train, IMAGES), { batchSize: BATCH_SIZE })
    const { accuracy } = await model.evaluate(...first(dataset.test, TEST_IMAGES))
    return accuracy
  } finally {
    device.close()
  }
}

/** The first images of a part, [count, 28, 28, 1], and their labels. */
function first({ images, labels, imageShape }: LabelledImages, count: number): [HostTensor, Int32Array] {
  const [height, width] = imageShape
  const data = images.subarray(0, count * height * width)
  return [{ data, shape: [count, height, width, 1] }, labels.subarray(0, count)]
}
