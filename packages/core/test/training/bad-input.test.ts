import { beforeAll, describe, expect, test } from 'vitest'
import {
  adam,
  batchNormalization,
  DataError,
  Dataset,
  dense,
  DeviceMismatchError,
  DisposedError,
  dropout,
  layerNormalization,
  OptionError,
  ops,
  reshape,
  sequential,
  ShapeError,
  StateError,
  tensor,
  type Device,
} from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { bits, clusters, smallNetwork } from './support.js'

const { x, y } = clusters(60)
let device: Device
beforeAll(async () => {
  device = await openCpu()
})

type ErrorClass = new (...args: never[]) => Error

/** The error is of its class, and its text holds what was given. */
function expectError(action: () => unknown, type: ErrorClass, ...parts: string[]): void {
  let caught: unknown
  try {
    action()
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(type)
  for (const part of parts) expect((caught as Error).message).toContain(part)
}

async function expectRejection(action: Promise<unknown>, type: ErrorClass, ...parts: string[]): Promise<void> {
  const caught = await action.catch((error: unknown) => error)
  expect(caught).toBeInstanceOf(type)
  for (const part of parts) expect((caught as Error).message).toContain(part)
}

describe('options are checked where they are given', () => {
  test.each([0, -1e-3, NaN, Infinity])('epsilon %d', (epsilon) => {
    expectError(() => batchNormalization({ epsilon }), OptionError, 'epsilon', String(epsilon))
    expectError(() => layerNormalization({ epsilon }), OptionError, 'epsilon', String(epsilon))
  })

  test.each([-0.1, 1.1, NaN])('momentum %d', (momentum) => {
    expectError(() => batchNormalization({ momentum, name: 'bn1' }), OptionError, 'bn1', String(momentum), '[0, 1]')
  })

  test('names that do not exist list those that do', () => {
    const compile =
      (options: object): (() => void) =>
      () =>
        smallNetwork(device).compile({ device, loss: 'mse', ...options })
    expectError(() => dense(3, { activation: 'rellu' as 'relu' }), OptionError, 'rellu', 'relu')
    expectError(() => batchNormalization({ convention: 'jax' as 'flax' }), OptionError, 'jax', 'flax')
    expectError(() => batchNormalization({ mode: 'test' as 'eval' }), OptionError, 'test', 'eval')
    expectError(compile({ optimizer: 'adamm' }), OptionError, 'adamm', 'adamw')
    expectError(compile({ loss: 'crossentropy' }), OptionError, 'crossentropy', 'sparseCategoricalCrossentropy')
    expectError(compile({ seed: -1 }), OptionError, '-1')
    expectError(
      () => dense(3, { kernelInitializer: 'glorot' as 'zeros', inputShape: [2] }).ensureBuilt([2]),
      OptionError,
      'glorotUniform',
    )
  })

  test.each([
    [() => dense(0), 'units'],
    [() => dense(2.5), '2.5'],
    [() => dropout(1), 'rate'],
    [() => adam({ learningRate: 0 }), 'learningRate'],
    [() => adam({ beta1: 1 }), 'beta1'],
    [() => adam({ clipValue: -1 }), 'clipValue'],
    [() => sequential([]), 'layers'],
    [() => batchNormalization({ axis: 0 }), 'axis'],
  ])('%s', (action, part) => {
    expectError(action, OptionError, part)
  })
})

describe('shapes', () => {
  test('that do not fit name the layer', () => {
    expectError(
      () => sequential([dense(4, { inputShape: [6] }), reshape([3], { name: 'to3' })]),
      ShapeError,
      'to3',
      '[4]',
      '[3]',
    )
  })

  test('of data that differ from those of the model name both', async () => {
    const model = smallNetwork(device)
    await expectRejection(model.fit([[1, 2, 3]], [0]), ShapeError, '[8]', '[3]')
    await expectRejection(model.predict([[1, 2, 3]]), ShapeError, '[8]', '[3]')
    await expectRejection(model.fit(Float32Array.of(1, 2), [0, 1]), ShapeError, '[2]')
  })

  test('of targets that differ from the outputs', async () => {
    const model = sequential([dense(3, { inputShape: [8] })])
    model.compile({ device, loss: 'mse' })
    await expectRejection(model.fit(x, new Float32Array(60)), ShapeError, '[32]', '[32, 3]')
  })

  test('of ragged arrays and wrong products', async () => {
    expectError(() => tensor(device, [[1, 2], [3]]), ShapeError, 'ragged')
    expectError(() => tensor(device, [1, 2, 3], { shape: [2, 2] }), ShapeError, '[2, 2]')
    expectError(() => ops.matmul(tensor(device, [[1, 2]]), tensor(device, [[1, 2]])), ShapeError, 'matmul')
    expectError(() => ops.add(tensor(device, [1, 2]), tensor(device, [1, 2, 3])), ShapeError, '[2]', '[3]')
  })
})

describe('data is checked where it enters, and nothing is lost', () => {
  const withValue = (value: number): { data: Float32Array; shape: readonly number[] } => {
    const data = Float32Array.from(x.data)
    data[20 * 8 + 3] = value
    return { data, shape: x.shape }
  }

  test.each([NaN, Infinity])('%d in x', async (value) => {
    const model = smallNetwork(device)
    const before = await bits(model)
    await expectRejection(model.fit(withValue(value), y), DataError, String(value), 'sample 20')
    const resident = tensor(device, withValue(value).data, { shape: x.shape })
    await expectRejection(model.fit(resident, y), DataError, 'not finite')
    await expectRejection(model.fit(Dataset.fromBatches(() => [{ x: withValue(value), y }])), DataError, 'sample 20')
    await expectRejection(model.evaluate(withValue(value), y), DataError, 'sample 20')
    expect(await bits(model)).toEqual(before)
  })

  test.each([3, -1, 0.5])('label %d for three classes', async (label) => {
    const model = smallNetwork(device)
    const labels = Float32Array.from(y)
    labels[7] = label
    await expectRejection(model.fit(x, labels), DataError, 'Label 7', String(label), '3 outputs')
    await expectRejection(model.fit(Dataset.fromBatches(() => [{ x, y: labels }])), DataError, 'Label 7')
    const unbuilt = sequential([dense(3, { activation: 'softmax' })])
    unbuilt.compile({ device, loss: 'sparseCategoricalCrossentropy' })
    await expectRejection(unbuilt.fit(Dataset.fromBatches(() => [{ x, y: labels }])), DataError, 'Label 7')
    if (!Number.isInteger(label)) return
    const resident = tensor(device, Int32Array.from(labels), { dtype: 'int32' })
    await expectRejection(model.fit(x, resident), DataError, String(label), '3 outputs')
  })

  test('no samples, unequal numbers of samples, nothing to learn from', async () => {
    const model = smallNetwork(device)
    await expectRejection(model.fit({ data: new Float32Array(0), shape: [0, 8] }, []), DataError, 'empty')
    await expectRejection(model.fit(Dataset.fromBatches(() => [])), DataError, 'empty')
    await expectRejection(model.fit(x, y.subarray(1)), DataError, '60', '59')
    await expectRejection(model.fit(x), DataError, 'no y')
    await expectRejection(model.fit(x, y, { sampleWeight: [1, 2] }), DataError, 'sampleWeight')
    await expectRejection(model.fit(x, tensor(device, Float32Array.from(y))), DataError, 'int32')
    await expectRejection(model.fit('mnist' as never, y), DataError, 'string')
  })

  test('options of fit', async () => {
    const model = smallNetwork(device)
    await expectRejection(model.fit(x, y, { batchSize: 0 }), OptionError, 'batchSize')
    await expectRejection(model.fit(x, y, { epochs: 1.5 }), OptionError, 'epochs')
    await expectRejection(model.fit(x, y, { validationSplit: 1 }), OptionError, 'validationSplit')
    await expectRejection(model.fit(x, y, { onNonFinite: 'ignore' as 'skip' }), OptionError, 'ignore')
    await expectRejection(model.fit(Dataset.from(() => [{ x: [1], y: 0 }])), OptionError, 'batch')
  })
})

describe('objects in the wrong state', () => {
  test('a disposed tensor, a disposed model', async () => {
    const t = tensor(device, [1, 2])
    t.dispose()
    expectError(() => ops.add(t, 1), DisposedError, '[2]')
    const model = smallNetwork(device)
    model.dispose()
    await expectRejection(model.fit(x, y), DisposedError)
  })

  test('tensors of two devices name both', async () => {
    const other = await openCpu()
    expectError(() => ops.add(tensor(device, [1]), tensor(other, [1])), DeviceMismatchError, 'add', 'cpu', 'twice')
    const model = smallNetwork(device)
    await expectRejection(model.fit(tensor(other, x.data, { shape: x.shape }), y), DeviceMismatchError)
  })

  test('a model that was not compiled, weights of another model', async () => {
    const model = sequential([dense(2, { inputShape: [2] })])
    await expectRejection(model.fit([[1, 2]], [0]), StateError, 'compile')
    await expectRejection(model.predict([[1, 2]]), StateError, 'device')
    const trained = smallNetwork(device)
    const before = await bits(trained)
    expectError(
      () => trained.setWeights({ 'dense/kernel': { data: new Float32Array(1), shape: [1] } }),
      OptionError,
      'dense/bias',
    )
    const weights = await trained.getWeights()
    const wrong = { ...weights, 'dense_1/kernel': { data: new Float32Array(4), shape: [2, 2] } }
    expectError(() => trained.setWeights(wrong), ShapeError, 'dense_1/kernel', '[16, 3]')
    expect(await bits(trained)).toEqual(before)
  })

  test('a scope whose function is asynchronous', async () => {
    const { runInScope } = await import('../../src/index.js')
    expectError(() => runInScope(device, async () => tensor(device, [1])), StateError, 'Promise')
  })
})
