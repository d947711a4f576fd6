import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDevice, ops, tensor, valueAndGradients, type Device, type Tensor } from '../../src/index.js'
import { binaryLosses } from '../../src/losses/binary-crossentropy.js'
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  labelWeights,
  reduceLoss,
  sparseCategoricalCrossentropy,
} from '../../src/losses/index.js'
import { expectTensor } from './support/close.js'
import { lossCases, type VectorCase, type VectorTensor } from './support/vectors.js'

let device: Device

function find(tensors: readonly VectorTensor[], name: string): VectorTensor | undefined {
  return tensors.find((entry) => entry.name === name)
}

function upload(vector: VectorCase, name: string): Tensor | undefined {
  const entry = find(vector.inputs, name)
  if (entry === undefined) return undefined
  const dtype = entry.dtype === 'int32' ? 'int32' : 'float32'
  return tensor(device, Float32Array.from(entry.data), { shape: entry.shape, dtype })
}

/** Runs a case and compares loss and gradient at its float32 tolerance. */
async function check(vector: VectorCase, lossOf: (logits: Tensor, target: Tensor) => Tensor): Promise<void> {
  const logits = upload(vector, 'logits') as Tensor
  const target = upload(vector, 'target') as Tensor
  const { value, gradients } = valueAndGradients([logits], () => lossOf(logits, target), {
    seed: upload(vector, 'dy'),
  })
  const loss = find(vector.outputs, 'loss') as VectorTensor
  const dlogits = find(vector.outputs, 'dlogits') as VectorTensor
  expect(value.shape).toEqual(loss.shape)
  await expectTensor(value, loss.data, loss.tolerance?.float32)
  await expectTensor(gradients[0], dlogits.data, dlogits.tolerance?.float32)
}

function named(op: string): { name: string; vector: VectorCase }[] {
  return lossCases.flatMap((vector) => (vector.op === op ? [{ name: vector.name, vector }] : []))
}

const kernels = [
  { kind: 'fused', fused: true },
  { kind: 'composed', fused: false },
]

describe.runIf(lossCases.length > 0).each(kernels)("PyTorch's losses and gradients, $kind kernels", ({ fused }) => {
  beforeAll(async () => {
    device = await openDevice([cpu, { fused }])
  })

  test.each(named('CrossEntropy'))('$name', async ({ vector }) => {
    const { reduction, labelSmoothing = 0 } = vector.attributes
    const classWeights = find(vector.inputs, 'classWeight')?.data
    const loss = sparseCategoricalCrossentropy({ fromLogits: true, labelSmoothing, classWeights })
    await check(vector, (logits, labels) =>
      reduceLoss(loss.perSample(labels, logits), reduction, null, { divideBy: labelWeights(labels, classWeights) }),
    )
  })

  test.each(named('CrossEntropyProb'))('$name', async ({ vector }) => {
    const { reduction, labelSmoothing } = vector.attributes
    const loss = categoricalCrossentropy({ fromLogits: true, labelSmoothing })
    await check(vector, (logits, target) => reduceLoss(loss.perSample(target, logits), reduction))
  })

  test.each(named('BCEWithLogits'))('$name, element by element', async ({ vector }) => {
    const positiveWeight = find(vector.inputs, 'posWeight')?.data
    const weight = upload(vector, 'weight')
    const { reduction } = vector.attributes
    await check(vector, (logits, target) => {
      const losses = binaryLosses(target, logits, true, positiveWeight)
      const weighted = weight === undefined ? losses : ops.mul(losses, weight)
      if (reduction === 'none') return weighted
      return reduction === 'sum' ? ops.sum(weighted) : ops.mean(weighted)
    })
  })

  const means = named('BCEWithLogits').filter(
    ({ vector }) => vector.attributes.reduction === 'mean' && find(vector.inputs, 'weight') === undefined,
  )
  test.each(means)('$name, by samples', async ({ vector }) => {
    const positiveWeight = find(vector.inputs, 'posWeight')?.data
    const loss = binaryCrossentropy({ fromLogits: true, positiveWeight })
    await check(vector, (logits, target) => reduceLoss(loss.perSample(target, logits), 'mean'))
  })
})
