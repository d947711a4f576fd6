import { timed } from '../../measure/timed.js'
import { batchName, type InferenceInputs } from '../../workloads/inference.js'
import { channelsFirst, imagesChannelsFirst } from '../../workloads/networks/channels-first.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import type { Jax, JaxArray } from './jax.js'
import { jaxForward, jaxWeights, type JaxLayer } from './network.js'

/** The network in one `jit`, and reading the result. */
export function jaxInference(jax: Jax, inputs: InferenceInputs): Subject {
  const network = channelsFirst(inputs.network)
  const images = imagesChannelsFirst(inputs.images, inputs.network.inputShape)
  const weights = jaxWeights(jax, network)
  const predict = jax.jit((given: JaxLayer[], x: JaxArray) => jax.nn.softmax(jaxForward(jax, network, given, x, false)))
  const sampleSize = network.inputShape.reduce((size, extent) => size * extent)
  const asked = inputs.batches.map((size) => {
    const x = jax.numpy.array(images.slice(0, size * sampleSize)).reshape([size, ...network.inputShape])
    return { name: batchName(size), x, run: () => predict(jax.tree.ref(weights), x.ref).data() }
  })
  return {
    outputs: async (): Promise<Outputs> => {
      const found: Record<string, Float32Array> = {}
      for (const { name, run } of asked) found[name] = await run()
      return found
    },
    runs: Object.fromEntries(asked.map(({ name, run }) => [name, timed(run)])),
    dispose: () => {
      jax.tree.dispose(weights)
      predict.dispose()
      for (const { x } of asked) x.dispose()
    },
  }
}
