import {
  ops,
  runInScope,
  tensor,
  valueAndGradients,
  type Device,
  type Tensor,
  type ValueAndGradients,
} from '@evenkeel/core'
import { timed } from '../../measure/timed.js'
import type { BatchNormInputs } from '../../workloads/batch-norm.js'
import { channelExtents } from '../../workloads/channel-extents.js'
import type { Outputs, Subject } from '../../workloads/workload.js'

/** `ops.batchNormalize`, its gradients by `valueAndGradients`, and `ops.normalizeByStatistics`. */
export function evenkeelBatchNorm(device: Device, inputs: BatchNormInputs): Subject {
  const { shape, epsilon } = inputs
  const x = tensor(device, inputs.x, { shape })
  const dy = tensor(device, inputs.dy, { shape })
  const vectors = [inputs.gamma, inputs.beta, inputs.mean, inputs.variance].map((vector) => tensor(device, vector))
  const [gamma, beta, mean, variance] = vectors
  const options = { view: { groups: 1, ...channelExtents(inputs) }, gamma, beta, epsilon }
  const normalize = (): Tensor => ops.batchNormalize(x, options).y
  const differentiate = (): ValueAndGradients => valueAndGradients([x, gamma, beta], normalize, { seed: dy })
  const infer = (): Tensor => ops.normalizeByStatistics(x, { ...options, mean, variance })
  const inScope = (work: () => unknown) =>
    timed(
      () => runInScope(device, () => void work()),
      () => device.idle(),
    )
  return {
    outputs: async (): Promise<Outputs> => {
      const { value, gradients } = differentiate()
      const found = [value, ...gradients, infer()]
      const [y, dx, dgamma, dbeta, inferred] = await Promise.all(found.map((result) => result.read()))
      for (const result of found) result.dispose()
      return { y, dx, dgamma, dbeta, inferred } as Outputs
    },
    runs: { forward: inScope(normalize), 'forward + backward': inScope(differentiate), inference: inScope(infer) },
    dispose: () => [x, dy, ...vectors].forEach((owned) => owned.dispose()),
  }
}
