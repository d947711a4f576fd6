import { describe, expect, it } from 'vitest'
import { loadIdxFolder } from '../src/index.js'
import { sharedData } from './shared-data.js'

const mnistFolder = sharedData('mnist')
const digitsFolder = sharedData('digits8x8')

describe.skipIf(mnistFolder === undefined)('MNIST', () => {
  it('has the published counts, labels and mean', async () => {
    const { classes, train, test } = await loadIdxFolder(mnistFolder!)
    expect([classes, train.count, test.count]).toEqual([10, 60_000, 10_000])
    expect([train.imageShape, test.imageShape]).toEqual([
      [28, 28],
      [28, 28],
    ])
    const perDigit = Array<number>(10).fill(0)
    for (const label of train.labels) perDigit[label]++
    expect(perDigit).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    let sum = 0
    for (const value of train.images) sum += value
    // The mean by which everyone normalizes MNIST.
    expect(sum / train.images.length).toBeCloseTo(0.1307, 4)
  })
})

describe.skipIf(digitsFolder === undefined)('the 8 by 8 digits', () => {
  it('are split from one pair of files, with pixels of 0..16', async () => {
    const { classes, train, test } = await loadIdxFolder(digitsFolder!, { scale: 1 / 16 })
    expect([classes, train.count, test.count]).toEqual([10, 1438, 359])
    expect(train.imageShape).toEqual([8, 8])
    expect(train.images.reduce((most, value) => Math.max(most, value), 0)).toBe(1)
  })
})
