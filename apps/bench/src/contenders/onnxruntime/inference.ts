import { timed } from '../../measure/timed.js'
import { batchName, type InferenceInputs } from '../../workloads/inference.js'
import { channelsFirst, imagesChannelsFirst } from '../../workloads/networks/channels-first.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import { INPUT, onnxModel, OUTPUT } from './model.js'
import type { OnnxRuntime } from './runtime.js'

/** A session with all of its optimizations, on tensors of the host: it works on them in place. */
export async function onnxInference(ort: OnnxRuntime, threads: number, inputs: InferenceInputs): Promise<Subject> {
  const network = channelsFirst(inputs.network)
  const images = imagesChannelsFirst(inputs.images, inputs.network.inputShape)
  const session = await ort.InferenceSession.create(onnxModel(network), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  })
  const sampleSize = network.inputShape.reduce((size, extent) => size * extent)
  const asked = inputs.batches.map((size) => {
    const x = new ort.Tensor('float32', images.slice(0, size * sampleSize), [size, ...network.inputShape])
    const predict = async (): Promise<Float32Array> => (await session.run({ [INPUT]: x }))[OUTPUT].data
    return { name: batchName(size), predict }
  })
  return {
    outputs: async (): Promise<Outputs> => {
      const found: Record<string, Float32Array> = {}
      for (const { name, predict } of asked) found[name] = await predict()
      return found
    },
    runs: Object.fromEntries(asked.map(({ name, predict }) => [name, timed(predict)])),
    dispose: () => void session.release(),
  }
}
