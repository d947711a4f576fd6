import { timed } from '../../measure/timed.js'
import { batchName, type InferenceInputs } from '../../workloads/inference.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import { tfjsNetwork } from './network.js'
import type { Tfjs } from './tfjs.js'

/** `model.predictOnBatch`, and reading the result. `model.predict` cuts batches of 32. */
export function tfjsInference(tf: Tfjs, { network, images, batches }: InferenceInputs): Subject {
  const model = tfjsNetwork(tf, network)
  const sampleSize = network.inputShape.reduce((size, extent) => size * extent)
  const asked = batches.map((size) => {
    const x = tf.tensor(images.slice(0, size * sampleSize), [size, ...network.inputShape], 'float32')
    const predict = async (): Promise<Float32Array> => {
      const y = tf.tidy(() => model.predictOnBatch(x))
      const values = await y.data()
      y.dispose()
      return values
    }
    return { name: batchName(size), x, predict }
  })
  return {
    outputs: async (): Promise<Outputs> => {
      const found: Record<string, Float32Array> = {}
      for (const { name, predict } of asked) found[name] = await predict()
      return found
    },
    runs: Object.fromEntries(asked.map(({ name, predict }) => [name, timed(predict)])),
    dispose: () => {
      model.dispose()
      for (const { x } of asked) x.dispose()
    },
  }
}
