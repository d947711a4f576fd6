import { adam, sgd, tensor, type Device, type Optimizer } from '@evenkeel/core'
import { timed } from '../../measure/timed.js'
import type { TrainingInputs } from '../../workloads/training.js'
import type { Subject } from '../../workloads/workload.js'
import { evenkeelNetwork } from './network.js'

/** `model.fit` on tensors that lie on the device. */
export function evenkeelTraining(device: Device, inputs: TrainingInputs): Subject {
  const { network, samples, batchSize, epochs } = inputs
  const x = tensor(device, inputs.images, { shape: [samples, ...network.inputShape] })
  const y = tensor(device, inputs.labels, { dtype: 'int32' })
  const model = evenkeelNetwork(network)
  model.compile({ device, optimizer: evenkeelOptimizer(inputs), loss: 'sparseCategoricalCrossentropy' })
  const train = async (): Promise<readonly number[]> => {
    const { metrics } = await model.fit(x, y, { batchSize, epochs, shuffle: false })
    return metrics.loss
  }
  return {
    outputs: async () => ({ loss: Float32Array.from(await train()) }),
    runs: { training: timed(train) },
    dispose: () => [x, y, model].forEach((owned) => owned.dispose()),
  }
}

function evenkeelOptimizer({ optimizer }: TrainingInputs): Optimizer {
  if (optimizer.kind === 'sgd') return sgd({ learningRate: optimizer.rate })
  const { rate: learningRate, beta1, beta2, epsilon } = optimizer
  return adam({ learningRate, beta1, beta2, epsilon, form: 'torch' })
}
