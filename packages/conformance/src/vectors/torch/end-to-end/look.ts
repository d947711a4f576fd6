import {
  CallContext,
  losses,
  runInScope,
  tensor,
  valueAndGradients,
  type Device,
  type HostTensor,
  type Loss,
  type Sequential,
  type Tensor,
} from '@evenkeel/core'
import type { Numbers } from '../../check/compare.js'
import type { HostBatch } from './batches.js'
import type { Network } from './network.js'

/** Logits and gradients of one training batch, with nothing changed by looking. */
export async function lookAtStep(
  device: Device,
  { model, parameters }: Network,
  loss: Loss,
  batch: HostBatch,
): Promise<{ readonly logits: Numbers; readonly gradients: ReadonlyMap<string, Numbers> }> {
  const x = tensor(device, batch.x.data, { shape: batch.x.shape })
  const labels = tensor(device, batch.y.data, { dtype: 'int32' })
  const names = [...parameters.keys()]
  const { value, gradients, auxiliary } = valueAndGradients(
    names.map((name) => parameters.get(name)!.value),
    () => {
      const logits = model.callBeforeActivation(x, new CallContext({ training: true }))
      return { value: losses.reduceLoss(loss.perSample(labels, logits, true)), auxiliary: logits }
    },
  )
  const logits = await numbersOf(auxiliary)
  const read = await Promise.all(gradients.map(numbersOf))
  for (const owned of [x, labels, value, auxiliary, ...gradients]) owned.dispose()
  return { logits, gradients: new Map(names.map((name, i) => [name, read[i]])) }
}

/** Logits at test time. */
export async function testLogits(device: Device, model: Sequential, { data, shape }: HostTensor): Promise<Numbers> {
  const logits = runInScope(device, () =>
    model.callBeforeActivation(tensor(device, data, { shape }), new CallContext({ training: false })),
  )
  const numbers = await numbersOf(logits)
  logits.dispose()
  return numbers
}

export async function numbersOf(values: Tensor): Promise<Numbers> {
  return { shape: values.shape, data: await values.read() }
}
