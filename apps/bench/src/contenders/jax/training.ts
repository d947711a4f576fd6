import { timed } from '../../measure/timed.js'
import { channelsFirst, imagesChannelsFirst } from '../../workloads/networks/channels-first.js'
import type { TrainingInputs } from '../../workloads/training.js'
import type { Subject } from '../../workloads/workload.js'
import type { Jax, JaxArray } from './jax.js'
import { jaxForward, jaxParameters, type JaxLayer } from './network.js'
import { initialState, jaxUpdate, type JaxState } from './optimizer.js'

interface Batch {
  readonly x: JaxArray
  /** One-hot. */
  readonly y: JaxArray
}

/** A step in one `jit`: `valueAndGrad` and the rule of the optimizer, on batches that were cut beforehand. */
export function jaxTraining(jax: Jax, inputs: TrainingInputs): Subject {
  const { epochs, batchSize } = inputs
  const network = channelsFirst(inputs.network)
  const batches = cutBatches(jax, inputs, network.inputShape)
  const update = jaxUpdate(jax, inputs)
  const lossOf = (parameters: JaxLayer[], x: JaxArray, y: JaxArray): JaxArray =>
    jax.nn
      .logSoftmax(jaxForward(jax, network, parameters, x, true))
      .mul(y)
      .sum()
      .mul(-1 / batchSize)
  const step = jax.jit((state: JaxState, x: JaxArray, y: JaxArray): { loss: JaxArray; state: JaxState } => {
    const [loss, gradients] = jax.valueAndGrad(lossOf)(jax.tree.ref(state.parameters), x, y)
    return { loss, state: update(state, gradients) }
  })
  let state = initialState(jax, jaxParameters(jax, network))
  const train = async (): Promise<number[]> => {
    const losses: number[] = []
    for (let epoch = 0; epoch < epochs; epoch++) {
      let sum = jax.numpy.zeros([])
      for (const { x, y } of batches) {
        const after = step(state, x.ref, y.ref)
        state = after.state
        sum = sum.add(after.loss)
      }
      losses.push((await sum.data())[0] / batches.length)
    }
    return losses
  }
  return {
    outputs: async () => ({ loss: Float32Array.from(await train()) }),
    runs: { training: timed(train) },
    dispose: () => {
      jax.tree.dispose(state)
      step.dispose()
      for (const { x, y } of batches) [x, y].forEach((owned) => owned.dispose())
    },
  }
}

function cutBatches({ numpy: np, nn }: Jax, inputs: TrainingInputs, inputShape: readonly number[]): Batch[] {
  const { network, images, labels, samples, batchSize, classes } = inputs
  const planes = imagesChannelsFirst(images, network.inputShape)
  const sampleSize = images.length / samples
  return Array.from({ length: samples / batchSize }, (_, i) => {
    const [first, end] = [i * batchSize, (i + 1) * batchSize]
    const x = np.array(planes.slice(first * sampleSize, end * sampleSize)).reshape([batchSize, ...inputShape])
    const y = nn.oneHot(np.array(labels.slice(first, end), { dtype: np.int32 }), classes)
    return { x, y }
  })
}
