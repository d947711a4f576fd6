import { expect, test } from 'vitest'
import { batchNormalization, dense, freeze, sequential, unfreeze, type Sequential } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { bits, clusters } from '../training/support.js'

const { x, y } = clusters(90)

async function transfer(
  change: (model: Sequential) => void,
): Promise<[Record<string, number[]>, Record<string, number[]>, Sequential]> {
  const backbone = sequential([dense(8, { inputShape: [8] }), batchNormalization()], { name: 'backbone' })
  const model = sequential([backbone, dense(3, { activation: 'softmax', name: 'head' })])
  change(model)
  model.compile({ device: await openCpu(), loss: 'sparseCategoricalCrossentropy' })
  const before = await bits(model)
  await model.fit(x, y)
  return [before, await bits(model), model]
}

const changed = ([before, after]: readonly [
  Record<string, number[]>,
  Record<string, number[]>,
  ...unknown[],
]): string[] => Object.keys(before).filter((path) => String(before[path]) !== String(after[path]))

test('freezes a part of a model, its statistics too', async () => {
  const [before, after, model] = await transfer((whole) =>
    freeze(whole, { where: (layer) => layer.path.startsWith('backbone/') }),
  )
  expect(changed([before, after])).toEqual(['head/kernel', 'head/bias'])
  expect(String(model.summary())).toMatch(/backbone \(Sequential\) .* does not learn/)
  unfreeze(model)
  model.compile({ device: model.device, loss: 'sparseCategoricalCrossentropy' })
  await model.fit(x, y)
  expect(changed([after, await bits(model)])).toHaveLength(Object.keys(after).length)
})

test('statistics without parameters, and parameters without statistics', async () => {
  const statistics = await transfer((model) => freeze(model, { parameters: false }))
  expect(changed(statistics).filter((path) => /moving|updates/.test(path))).toEqual([])
  expect(changed(statistics)).toContain('backbone/batchNormalization/gamma')
  const parameters = await transfer((model) => freeze(model, { statistics: false }))
  expect(changed(parameters)).toEqual([
    'backbone/batchNormalization/movingMean',
    'backbone/batchNormalization/movingVariance',
    'backbone/batchNormalization/updates',
  ])
})

test('summary shows the mode of each normalization layer', () => {
  const model = sequential([batchNormalization({ mode: 'frozen', inputShape: [4] }), dense(2, { trainable: false })])
  expect(model.summary().rows.map(({ mode, trainable }) => [mode, trainable])).toEqual([
    ['frozen', true],
    [null, false],
  ])
  expect(String(model.summary())).toContain('mode frozen')
})
