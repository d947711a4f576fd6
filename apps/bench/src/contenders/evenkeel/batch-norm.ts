import { ops, runInScope, tensor, valueAndGradients, type Device, type ValueAndGradients } from '@evenkeel/core'
import type { BatchNormInputs } from '../../workloads/batch-norm.js'
import type { Outputs, Subject } from '../../workloads/workload.js'

/** `ops.batchNormalize`, and its gradients by `valueAndGradients`. */
export function evenkeelBatchNorm(device: Device, inputs: BatchNormInputs): Subject {
  const { rows, channels, epsilon } = inputs
  const shape = [rows, channels]
  const x = tensor(device, inputs.x, { shape })
  const dy = tensor(device, inputs.dy, { shape })
  const gamma = tensor(device, inputs.gamma)
  const beta = tensor(device, inputs.beta)
  const view = { groups: 1, outer: rows, channels, inner: 1 }
  const normalize = (): ReturnType<typeof ops.batchNormalize> => ops.batchNormalize(x, { view, gamma, beta, epsilon })
  const differentiate = (): ValueAndGradients => valueAndGradients([x, gamma, beta], () => normalize().y, { seed: dy })

  return {
    outputs: async (): Promise<Outputs> => {
      const { value, gradients } = differentiate()
      const found = [value, ...gradients]
      const [y, dx, dgamma, dbeta] = await Promise.all(found.map((result) => result.read() as Promise<Float32Array>))
      for (const result of found) result.dispose()
      return { y, dx, dgamma, dbeta }
    },
    runs: {
      forward: () => {
        runInScope(device, () => void normalize())
        return device.idle()
      },
      'forward + backward': () => {
        runInScope(device, () => void differentiate())
        return device.idle()
      },
    },
    dispose: () => [x, dy, gamma, beta].forEach((owned) => owned.dispose()),
  }
}
