import { cpu } from '@evenkeel/backend-cpu'
import { openDevice } from '@evenkeel/core'
import { describe, expect, test } from 'vitest'
import { evenkeelBatchNorm } from '../src/contenders/evenkeel/batch-norm.js'
import { evenkeelFolding } from '../src/contenders/evenkeel/folding.js'
import { evenkeelInference } from '../src/contenders/evenkeel/inference.js'
import { evenkeelMatrixProduct } from '../src/contenders/evenkeel/matrix-product.js'
import { evenkeelTraining } from '../src/contenders/evenkeel/training.js'
import { agrees, compareOutputs } from '../src/measure/agreement.js'
import { articleInference } from '../src/workloads/article-inference.js'
import { articleTraining } from '../src/workloads/article-training.js'
import { batchNormReference } from '../src/workloads/batch-norm-reference.js'
import { batchNorm } from '../src/workloads/batch-norm.js'
import { convolutionalFolding } from '../src/workloads/folding.js'
import { multiply } from '../src/workloads/matrix-products.js'
import { normalData } from '../src/workloads/random-data.js'

describe('batch normalization by evenkeel', () => {
  test.each([
    ['vectors', [33, 5], 1],
    ['channels first', [6, 5, 3, 2], 1],
    ['channels last', [6, 3, 2, 5], 3],
  ])('agrees with the reference in double precision: %s', async (_name, shape, axis) => {
    const workload = batchNorm(shape, axis)
    const subject = evenkeelBatchNorm(await openDevice(cpu), workload.inputs())
    const expectation = { outputs: batchNormReference(workload.inputs()), from: 'reference' }
    const differences = compareOutputs(await subject.outputs(), expectation, workload.tolerances)
    expect(differences.filter((difference) => !agrees(difference))).toEqual([])
  })

  test('has a run for every measure, and runs leave nothing behind', async () => {
    const device = await openDevice(cpu)
    const workload = batchNorm([33, 5])
    const subject = evenkeelBatchNorm(device, workload.inputs())
    const buffers = (): number => device.memory().backend.buffers
    for (const { name } of workload.measures) await subject.runs[name](1)
    const after = buffers()
    for (const { name } of workload.measures) await subject.runs[name](2)
    expect(buffers()).toBe(after)
  })
})

test.each([
  [false, false],
  [true, false],
  [false, true],
])('products with factors transposed (%s, %s) agree with sums in double precision', async (transposeA, transposeB) => {
  const [m, n, k] = [3, 5, 4]
  const factors = { a: normalData(m * k, 0), b: normalData(k * n, 1) }
  const product = { name: 'product', m, n, k, transposeA, transposeB, ...factors }
  const subject = evenkeelMatrixProduct(await openDevice(cpu), { products: [product] })
  const expectation = { outputs: { product: multiply(product) }, from: 'reference' }
  const differences = compareOutputs(await subject.outputs(), expectation, { product: 1e-6 })
  expect(differences.every(agrees)).toBe(true)
})

test('the article’s network learns: its loss falls below that of chance, ln 10, and goes on falling', async () => {
  const inputs = { ...articleTraining.inputs(), epochs: 2 }
  const { loss } = await evenkeelTraining(await openDevice(cpu), inputs).outputs()
  expect(loss).toHaveLength(2)
  expect(loss[0]).toBeLessThan(Math.log(10))
  expect(loss[1]).toBeLessThan(loss[0])
})

test('probabilities of a batch are those of its samples, and add up to 1', async () => {
  const inputs = { ...articleInference.inputs(), batches: [1, 3] }
  const outputs = await evenkeelInference(await openDevice(cpu), inputs).outputs()
  const [alone, together] = [outputs['batch of 1'], outputs['batch of 3']]
  expect([...together.subarray(0, 10)]).toEqual([...alone].map((value) => expect.closeTo(value, 6)))
  expect(alone.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5)
})

test('the folded network computes what the unfolded one does', async () => {
  const { tolerances, alike, inputs } = convolutionalFolding
  const { network, images } = inputs()
  const two = { network, images: images.slice(0, 2 * 784), batchSize: 2 }
  const outputs = await (await evenkeelFolding(await openDevice(cpu), two)).outputs()
  const differences = compareOutputs(outputs, { outputs, from: 'itself', alike }, tolerances)
  expect(differences.map(agrees)).toEqual([true, true])
  expect(differences.find(({ output }) => output === 'folded')?.from).toBe('unfolded')
})
