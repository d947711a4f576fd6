import { describe, expect, test } from 'vitest'
import {
  activation,
  batchNormalization,
  dense,
  OptionError,
  parallel,
  residual,
  sequential,
  ShapeError,
  type Layer,
  type Sequential,
} from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { bits, clusters } from '../training/support.js'

async function compiled(layers: readonly Layer[]): Promise<Sequential> {
  const model = sequential(layers, { inputShape: [2] })
  model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
  return model
}

const identity = { kernelInitializer: { name: 'two', generate: () => Float32Array.of(2, 0, 0, 2) } }

describe('residual', () => {
  test('adds its input, and applies its activation to the sum', async () => {
    const model = await compiled([residual([dense(2, identity)], { activation: 'relu' })])
    expect(await (await model.predict([[1, -1]])).toArray()).toEqual([[3, 0]])
  })

  test('a shortcut fits shapes together; without one they must agree', async () => {
    const model = await compiled([residual([dense(3)], { shortcut: [dense(3, { useBias: false })] })])
    expect(Object.keys(await model.getWeights())).toEqual([
      'residual/dense/kernel',
      'residual/dense/bias',
      'residual/dense_1/kernel',
    ])
    await expect(compiled([residual([dense(3)])])).rejects.toThrow(ShapeError)
    await expect(compiled([residual([dense(3)])])).rejects.toThrow(/\[3\].*\[2\]/)
  })
})

describe('parallel', () => {
  test('concatenates, adds or multiplies its branches', async () => {
    const output = async (merge: 'concat' | 'add' | 'multiply'): Promise<unknown> => {
      const model = await compiled([parallel([[dense(2, identity)], []], { merge })])
      return (await model.predict([[1, 3]])).toArray()
    }
    expect(await output('concat')).toEqual([[2, 6, 1, 3]])
    expect(await output('add')).toEqual([[3, 9]])
    expect(await output('multiply')).toEqual([[2, 18]])
  })

  test('refuses branches that do not fit, no branches, and unknown merges', async () => {
    await expect(compiled([parallel([[dense(2)], [dense(3)]], { merge: 'add' })])).rejects.toThrow(ShapeError)
    expect(() => parallel([])).toThrow(OptionError)
    expect(() => parallel([[]], { merge: 'mean' as 'add' })).toThrow(OptionError)
  })
})

describe('a network of branches', () => {
  const { x, y } = clusters(150)
  const build = (): Sequential =>
    sequential([
      parallel([[dense(8), batchNormalization(), activation('relu')], [dense(8, { activation: 'tanh' })]], {
        inputShape: [8],
      }),
      residual([dense(16), batchNormalization(), activation('relu'), dense(16)]),
      sequential([dense(3, { activation: 'softmax' })]),
    ])

  test('learns, and its gradients reach every parameter', async () => {
    const model = build()
    model.compile({ device: await openCpu(), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
    const before = await bits(model)
    const { metrics } = await model.fit(x, y, { epochs: 20 })
    expect(metrics.accuracy.at(-1)).toBeGreaterThan(0.9)
    const after = await bits(model)
    for (const path of Object.keys(before)) expect(after[path], path).not.toEqual(before[path])
    expect(Object.keys(after)).toContain('sequential/dense/kernel')
    expect(model.device.memory().liveBuffers).toBeLessThan(100)
  })

  test('a layer used twice has its parameters once', async () => {
    const shared = dense(8, { inputShape: [8], useBias: false })
    const model = sequential([shared, shared])
    model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
    expect(Object.keys(await model.getWeights())).toEqual(['dense/kernel'])
    expect(model.summary().trainableParameters).toBe(64)
    const { metrics } = await model.fit(x, x, { epochs: 2 })
    expect(metrics.loss[1]).toBeLessThan(metrics.loss[0])
  })
})
