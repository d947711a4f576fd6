import { tensor, type Device } from '@evenkeel/core'
import { timed } from '../../measure/timed.js'
import { batchName, type InferenceInputs } from '../../workloads/inference.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import { evenkeelNetwork } from './network.js'
import { predictAll } from './predict-all.js'

/** `model.predictOnBatch` on a tensor that lies on the device, and reading the result. */
export function evenkeelInference(device: Device, { network, images, batches }: InferenceInputs): Subject {
  const model = evenkeelNetwork(network)
  model.place(device)
  const sampleSize = network.inputShape.reduce((size, extent) => size * extent)
  const asked = batches.map((size) => {
    const x = tensor(device, images.slice(0, size * sampleSize), { shape: [size, ...network.inputShape] })
    return { name: batchName(size), x, predict: () => predictAll(model, x) }
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
