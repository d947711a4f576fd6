import { expect, test } from 'vitest'
import { channelsFirst, imagesChannelsFirst, permute } from '../src/workloads/networks/channels-first.js'
import { articleNetwork } from '../src/workloads/networks/article.js'
import type { LayerSpec } from '../src/workloads/networks/network.js'

const count = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => i)

test('permute: numpy.arange(6).reshape(1, 2, 1, 3).transpose(0, 3, 1, 2) is 0 3 1 4 2 5', () => {
  expect([...permute(count(6), [1, 2, 1, 3], [0, 3, 1, 2])]).toEqual([0, 3, 1, 4, 2, 5])
})

test('images of two channels side by side become two planes', () => {
  expect([...imagesChannelsFirst(count(8), [2, 2, 2])]).toEqual([0, 2, 4, 6, 1, 3, 5, 7])
})

test('a network without planes stays as it is', () => {
  const network = articleNetwork()
  expect(channelsFirst(network)).toEqual(network)
})

test('kernels and the rows behind flatten follow the channels', () => {
  const layers: LayerSpec[] = [
    { kind: 'convolution', size: 1, channels: 1, filters: 2, kernel: Float32Array.of(1, 2) },
    { kind: 'maxPool' },
    { kind: 'flatten' },
    { kind: 'dense', inputs: 4, units: 1, kernel: count(4), bias: null, activation: null },
  ]
  const changed = channelsFirst({ inputShape: [4, 2, 1], layers })
  expect(changed.inputShape).toEqual([1, 4, 2])
  // Behind the maxima there are 2×1 positions of 2 channels: of rows (position, channel) come all of channel 0 first.
  expect(changed.layers[3]).toMatchObject({ kernel: Float32Array.of(0, 2, 1, 3) })
})
