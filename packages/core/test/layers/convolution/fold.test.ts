import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  conv1d,
  conv2d,
  depthwiseConv2d,
  fold,
  sequential,
  type Layer,
  type Shape,
} from '../../../src/index.js'
import { openCpu } from '../../support/devices.js'

/** A batch norm whose statistics and parameters differ from channel to channel. */
function seasoned(options: { axis?: number } = {}) {
  const values = (from: number) => ({
    name: 'values',
    generate: (shape: Shape) => Float32Array.from({ length: shape[0] }, (_, c) => from + 0.25 * c),
  })
  return batchNormalization({
    ...options,
    gammaInitializer: values(0.5),
    betaInitializer: values(-1),
    movingMeanInitializer: values(0.3),
    movingVarianceInitializer: values(2),
  })
}

async function folded(layers: readonly Layer[], inputShape: Shape) {
  const model = sequential(layers, { inputShape })
  model.place(await openCpu())
  return fold(model)
}

describe('batch norm folds into convolutions', () => {
  test.each<[string, Layer[], Shape]>([
    ['behind conv2d', [conv2d(4, 3, { padding: 'same', strides: 2 }), seasoned()], [5, 6, 2]],
    ['behind conv2d without bias, in groups', [conv2d(4, 3, { groups: 2, useBias: false }), seasoned()], [5, 6, 2]],
    [
      'behind conv2d, channels first',
      [conv2d(3, 2, { dataFormat: 'channelsFirst' }), seasoned({ axis: 1 })],
      [2, 5, 6],
    ],
    ['behind depthwiseConv2d', [depthwiseConv2d(3, { depthMultiplier: 2 }), seasoned()], [5, 6, 3]],
    ['behind conv1d', [conv1d(4, 3, { padding: 'causal' }), seasoned()], [7, 2]],
    ['before conv2d', [seasoned(), conv2d(4, [2, 3])], [4, 5, 2]],
    ['before conv1d', [seasoned(), conv1d(4, 3, { strides: 2 })], [7, 3]],
  ])('%s', async (_, layers, inputShape) => {
    const result = await folded(layers, inputShape)
    expect(result.notFolded).toEqual([])
    expect(result.folded).toEqual(['batchNormalization'])
    expect(result.maxDeviation).toBeLessThan(1e-5)
  })

  test.each<[string, Layer, RegExp]>([
    ['padding', conv2d(4, 3, { padding: 'same' }), /zeros of its padding/],
    [
      'padding given by numbers',
      conv2d(4, 3, {
        padding: [
          [0, 0],
          [0, 1],
        ],
      }),
      /zeros of its padding/,
    ],
    ['groups', conv2d(4, 3, { groups: 2 }), /in groups/],
    ['filters of single channels', depthwiseConv2d(3), /filters of their own/],
  ])('but not before one with %s', async (_, layer, reason) => {
    const result = await folded([seasoned(), layer], [5, 6, 2])
    expect(result.folded).toEqual([])
    expect(result.notFolded[0].reason).toMatch(reason)
  })
})
