import { describe, expect, test } from 'vitest'
import { samplesOf } from '../src/training/networks.js'

const part = (imageShape: readonly number[]): Parameters<typeof samplesOf>[1] => {
  const size = imageShape.reduce((product, extent) => product * extent)
  return { images: new Float32Array(2 * size), labels: Int32Array.of(0, 1), count: 2, imageShape }
}

describe('samples', () => {
  test.each(['article', 'sigmoid'] as const)('of %s are rows of pixels', (network) => {
    expect(samplesOf(network, part([4, 5])).shape).toEqual([2, 20])
    expect(samplesOf(network, part([4, 5, 3])).shape).toEqual([2, 60])
  })

  test('of conv have an axis of channels', () => {
    expect(samplesOf('conv', part([4, 5])).shape).toEqual([2, 4, 5, 1])
    expect(samplesOf('conv', part([4, 5, 3])).shape).toEqual([2, 4, 5, 3])
  })
})
