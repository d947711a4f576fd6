import { describe, expect, test } from 'vitest'
import {
  activation,
  batchNormalization,
  dense,
  fold,
  residual,
  sequential,
  StateError,
  type Layer,
  type Sequential,
} from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { clusters } from './support.js'

const { x, y } = clusters(200)

async function trained(layers: readonly Layer[]): Promise<Sequential> {
  const model = sequential(layers, { inputShape: [8] })
  const device = await openCpu()
  model.compile({ device, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
  await model.fit(x, y, { epochs: 5 })
  return model
}

const shapes = (model: Sequential): string[] => model.summary().rows.map(({ kind }) => kind)

describe('fold', () => {
  test('into the layer before, where no activation stands between', async () => {
    const model = await trained([
      dense(16, { useBias: false }),
      batchNormalization(),
      activation('relu'),
      dense(3, { activation: 'softmax' }),
    ])
    const result = await fold(model, { probe: x })
    expect(result.folded).toEqual(['batchNormalization'])
    expect(result.notFolded).toEqual([])
    expect(result.maxDeviation).toBeLessThan(1e-5)
    expect(shapes(result.model)).toEqual(['Dense', 'Activation', 'Dense'])
  })

  test('into the layer behind, as the network of Dense(relu), BatchNormalization, Dense needs it', async () => {
    const model = await trained([
      dense(16, { activation: 'relu' }),
      batchNormalization(),
      dense(3, { activation: 'softmax' }),
    ])
    const { model: folded, maxDeviation } = await fold(model)
    expect(maxDeviation).toBeLessThan(1e-5)
    expect(shapes(folded)).toEqual(['Dense', 'Dense'])
    folded.compile({ device: model.device, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
    const [before, after] = [await model.evaluate(x, y), await folded.evaluate(x, y)]
    expect(after.accuracy).toBe(before.accuracy)
    expect(after.loss).toBeCloseTo(before.loss, 5)
  })

  test('both into one layer, and several in a row of blocks', async () => {
    const model = await trained([
      batchNormalization(),
      dense(16),
      batchNormalization(),
      activation('relu'),
      residual([dense(16), batchNormalization({ scale: false }), activation('relu'), dense(16), batchNormalization()]),
      sequential([batchNormalization({ center: false }), dense(3, { activation: 'softmax' })]),
    ])
    const { folded, notFolded, maxDeviation, model: result } = await fold(model)
    expect(folded).toHaveLength(5)
    expect(notFolded).toEqual([])
    expect(maxDeviation).toBeLessThan(1e-5)
    expect(shapes(result)).toEqual(['Dense', 'Activation', 'Residual', 'Sequential'])
  })

  test('names the layers that stay, and why', async () => {
    const model = await trained([
      dense(16, { activation: 'relu' }),
      batchNormalization({ name: 'alone' }),
      activation('relu'),
      batchNormalization({ name: 'untracked', trackRunningStatistics: false }),
      dense(3, { activation: 'softmax' }),
    ])
    const { folded, notFolded, maxDeviation } = await fold(model)
    expect(folded).toEqual([])
    expect(notFolded.map(({ layer }) => layer)).toEqual(['alone', 'untracked'])
    expect(notFolded[0].reason).toMatch(/'dense', ends with an activation; .*'activation', is not linear/)
    expect(notFolded[1].reason).toContain('no running statistics')
    expect(maxDeviation).toBe(0)
  })

  test('refuses a model in train mode', async () => {
    const model = await trained([dense(4), batchNormalization({ name: 'bn' }), dense(3, { activation: 'softmax' })])
    ;(model.sublayers[1] as ReturnType<typeof batchNormalization>).mode = 'train'
    await expect(fold(model)).rejects.toBeInstanceOf(StateError)
    await expect(fold(model)).rejects.toThrow(/bn is in mode 'train'/)
  })

  test('the copy lives on its own', async () => {
    const model = await trained([dense(4), batchNormalization(), dense(3, { activation: 'softmax' })])
    const { model: folded } = await fold(model)
    model.dispose()
    const output = await folded.predict(x)
    expect(Number.isFinite((await output.read())[0])).toBe(true)
    output.dispose()
    folded.dispose()
    expect(folded.summary().rows).toHaveLength(2)
  })
})
