import {
  applications,
  fold,
  recalibrate,
  RunningNormalization,
  tensor,
  type Device,
  type Layer,
  type Sequential,
} from '@evenkeel/core'
import { timed } from '../../measure/timed.js'
import type { FoldingInputs } from '../../workloads/folding.js'
import { normalData } from '../../workloads/random-data.js'
import type { ResidualFoldingInputs } from '../../workloads/residual-folding.js'
import type { Subject } from '../../workloads/workload.js'
import { evenkeelNetwork } from './network.js'
import { predictAll } from './predict-all.js'

/** `model.predict` of the network and of what `fold` makes of it. */
export async function evenkeelFolding(device: Device, { network, ...asked }: FoldingInputs): Promise<Subject> {
  const model = evenkeelNetwork(network)
  model.place(device)
  return compareFolded(device, model, { ...asked, inputShape: network.inputShape })
}

/** The same of `applications.resnet20`, with random γ and β and the running statistics of these very images. */
export async function evenkeelResidualFolding(device: Device, inputs: ResidualFoldingInputs): Promise<Subject> {
  const { inputShape, images, batchSize } = inputs
  const model = applications.resnet20({ inputShape })
  model.place(device)
  settleAffine(device, model, 0)
  await recalibrate(model, { data: images, shape: [batchSize, ...inputShape] })
  return compareFolded(device, model, inputs)
}

async function compareFolded(device: Device, unfolded: Sequential, inputs: ResidualFoldingInputs): Promise<Subject> {
  const x = tensor(device, inputs.images, { shape: [inputs.batchSize, ...inputs.inputShape] })
  const { model: folded } = await fold(unfolded)
  const models = { unfolded, folded }
  return {
    outputs: async () => ({ unfolded: await predictAll(unfolded, x), folded: await predictAll(folded, x) }),
    runs: Object.fromEntries(Object.entries(models).map(([name, model]) => [name, timed(() => predictAll(model, x))])),
    dispose: () => [x, unfolded, folded].forEach((owned) => owned.dispose()),
  }
}

/** @returns the stream of random numbers that is next */
function settleAffine(device: Device, layer: Layer, stream: number): number {
  if (!(layer instanceof RunningNormalization)) {
    return layer.sublayers.reduce((next, sublayer) => settleAffine(device, sublayer, next), stream)
  }
  const { gamma, beta } = layer
  gamma?.assign(device, { data: normalData(gamma.shape[0], stream, 1, 0.1), shape: gamma.shape })
  beta?.assign(device, { data: normalData(beta.shape[0], stream + 1, 0, 0.1), shape: beta.shape })
  return stream + 2
}
