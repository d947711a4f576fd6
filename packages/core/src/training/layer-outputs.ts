import { runInScope } from '../device/index.js'
import { CallContext } from '../layers/index.js'
import { Tensor, tensor, type HostData, type HostTensor } from '../tensor/index.js'
import type { Model } from './model.js'
import { readTensors } from './weights.js'

/** Options of `Model.layerOutputs`. */
export interface LayerOutputsOptions {
  /** Whether batch norm normalizes by this batch, as in a training step, or by its running statistics. Default false. */
  readonly training?: boolean
}

/** See `Model.layerOutputs`. */
export async function layerOutputs(
  model: Model,
  x: Tensor | HostData,
  { training = false }: LayerOutputsOptions,
): Promise<Readonly<Record<string, HostTensor>>> {
  const batch = x instanceof Tensor ? x : tensor(model.device, x)
  try {
    const outputs = forward(model, batch, training)
    try {
      return await readTensors([...outputs])
    } finally {
      for (const output of outputs.values()) output.dispose()
    }
  } finally {
    if (batch !== x) batch.dispose()
  }
}

/** The outputs by path, still on the device. */
function forward(model: Model, batch: Tensor, training: boolean): Map<string, Tensor> {
  model.ensureBuilt(batch.shape.slice(1))
  model.place(model.device)
  return runInScope(model.device, () => {
    const outputs = new Map<string, Tensor>()
    const context = new CallContext({
      training,
      stochastic: false,
      // A layer may hand on its input, which belongs to somebody else.
      observe: ({ path }, output) => outputs.set(path, output.alias(output.shape)),
    })
    model.call(batch, context)
    return outputs
  })
}
