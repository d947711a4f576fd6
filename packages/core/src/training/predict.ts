import { disposeBatch, type TargetRules } from '../data/index.js'
import { runInScope } from '../device/index.js'
import { CallContext } from '../layers/index.js'
import { concat } from '../ops/index.js'
import type { Shape, Tensor } from '../tensor/index.js'
import { Breather } from './event-loop.js'
import { openSource, requirePositive, type DataInput } from './inputs.js'
import type { Model } from './model.js'

/** Options of `predict`. */
export interface PredictOptions {
  /** Default 128. Does not change the result. */
  readonly batchSize?: number
}

/** See `Model.predict`. */
export async function predict(model: Model, x: DataInput, { batchSize = 128 }: PredictOptions): Promise<Tensor> {
  const { device } = model
  requirePositive('batchSize', batchSize)
  const target = (inputShape: Shape): TargetRules => {
    model.ensureBuilt(inputShape)
    return { dtype: 'float32', labels: null }
  }
  const source = await openSource({ device, x, target, batchSize, shuffle: false, seed: 0 })
  const outputs: Tensor[] = []
  const breather = new Breather()
  try {
    model.place(device)
    for await (const batch of source.batches(0)) {
      outputs.push(runInScope(device, () => outputOf(model, batch.x)))
      disposeBatch(batch)
      await breather.breathe()
    }
    return outputs.length === 1 ? outputs[0] : concat(outputs)
  } finally {
    if (outputs.length > 1) for (const output of outputs) output.dispose()
    source.dispose()
  }
}

/** See `Model.predictOnBatch`. */
export function predictOnBatch(model: Model, x: Tensor): Tensor {
  model.ensureBuilt(x.shape.slice(1))
  model.place(model.device)
  return runInScope(model.device, () => outputOf(model, x))
}

/** The output for a batch, as a tensor of its own also where the model hands its input on. */
function outputOf(model: Model, x: Tensor): Tensor {
  const output = model.run(x, new CallContext({ training: false }))
  return output === x ? x.alias(x.shape) : output
}
