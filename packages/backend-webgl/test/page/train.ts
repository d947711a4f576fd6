import { webgl } from '@evenkeel/backend-webgl'
import { applications, openDevice } from '@evenkeel/core'
import { syntheticDigits } from '@evenkeel/datasets'

/** What became of the training, as it goes through `postMessage`. */
export interface Outcome {
  readonly where: 'page' | 'worker'
  readonly device: string
  /** Of each epoch. */
  readonly losses: readonly number[]
  readonly error: string | null
}

/** Eight epochs of the article's network on drawn digits. Never rejects. */
export async function train(where: Outcome['where']): Promise<Outcome> {
  try {
    const { images, labels, count } = syntheticDigits({ trainSize: 320, testSize: 1 }).train
    const device = await openDevice(webgl)
    const model = applications.articleNetwork()
    model.compile({ device, loss: 'sparseCategoricalCrossentropy' })
    const { metrics } = await model.fit({ data: images, shape: [count, 784] }, labels, { epochs: 8 })
    device.close()
    return { where, device: device.name, losses: metrics['loss'], error: null }
  } catch (error) {
    return { where, device: 'none', losses: [], error: String(error) }
  }
}
