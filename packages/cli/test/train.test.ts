import { beforeAll, describe, expect, test } from 'vitest'
import { evenkeel, lastLine, type Run } from './evenkeel.js'
import { tinyImages } from './tiny-images.js'

interface Result {
  readonly [name: string]: unknown
  readonly trainLoss: number
  readonly testLoss: number
  readonly testAccuracy: number
  readonly trainSeconds: number
  readonly imagesPerSecond: number
}

const train = async (...args: string[]): Promise<Result> => {
  const run = await evenkeel(['train', '--json', ...args])
  expect(run.status, run.stderr).toBe(0)
  return lastLine(run.stdout) as Result
}

describe('train --json on the synthetic digits', () => {
  let run: Run
  let result: Result
  beforeAll(async () => {
    run = await evenkeel(['train', '--device', 'cpu', '--epochs', '1', '--json'])
    result = lastLine(run.stdout) as Result
  })

  test('writes one line of JSON to standard output and nothing else', () => {
    expect(run.status).toBe(0)
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1)
  })

  test('writes progress to standard error', () => {
    expect(run.stderr).toMatch(/epoch 1\/1 {2}loss \d\.\d{4} {2}accuracy \d\.\d{4}/)
  })

  test('tells what was done', () => {
    expect(result).toMatchObject({ device: 'cpu', data: 'digits', epochs: 1, seed: 1, batchNorm: true })
    expect(result).toMatchObject({ network: 'article', schedule: 'constant' })
  })

  test('has an accuracy that is a share of the 1000 test images, well above chance', () => {
    expect(Math.abs(result.testAccuracy * 1000 - Math.round(result.testAccuracy * 1000))).toBeLessThan(1e-6)
    expect(result.testAccuracy).toBeGreaterThan(0.5)
    expect(result.testAccuracy).toBeLessThanOrEqual(1)
  })

  test('has losses below that of guessing, ln 10', () => {
    expect(result.trainLoss).toBeLessThan(Math.log(10))
    expect(result.testLoss).toBeLessThan(Math.log(10))
  })

  test('counts the 6000 images of the epoch in the rate', () => {
    expect(result.imagesPerSecond * result.trainSeconds).toBeCloseTo(6000, 6)
  })
})

describe('train', () => {
  let folder: string
  beforeAll(async () => {
    folder = await tinyImages()
  })

  test('learns the digits in the default ten epochs', async () => {
    expect((await train()).testAccuracy).toBeGreaterThan(0.95)
  })

  test('gives the same figures for the same seed and others for another', async () => {
    const figures = async (seed: string): Promise<number[]> => {
      const { trainLoss, testLoss, testAccuracy } = await train('--data', folder, '--epochs', '2', '--seed', seed)
      return [trainLoss, testLoss, testAccuracy]
    }
    const [first, again, other] = [await figures('7'), await figures('7'), await figures('8')]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  test('leaves the batch normalization out with --no-batch-norm', async () => {
    const run = await evenkeel(['train', '--data', folder, '--epochs', '2', '--json', '--no-batch-norm'])
    expect(run.stderr).toContain('article: dense(64, relu) → dense(2, softmax)')
    expect(lastLine(run.stdout)).toMatchObject({ batchNorm: false, data: folder })
    const normalized = await train('--data', folder, '--epochs', '2')
    expect((lastLine(run.stdout) as Result).trainLoss).not.toBe(normalized.trainLoss)
  })

  test('takes the number of classes and pixels from the data', async () => {
    const { stdout } = await evenkeel(['train', '--data', folder, '--epochs', '1'])
    expect(stdout).toContain('160 images to train, 50 to test, 4 × 4, 2 classes')
    expect(stdout).toContain('article: dense(64, relu) → batch normalization → dense(2, softmax)')
  })

  test('learns less with a smaller learning rate', async () => {
    const options = ['--data', folder, '--epochs', '3', '--batch-size', '32']
    const fast = await train(...options, '--learning-rate', '0.01')
    const slow = await train(...options, '--learning-rate', '0.00001')
    expect(fast.trainLoss).toBeLessThan(slow.trainLoss)
  })

  test.each([
    ['sigmoid', '3 × (dense(100) → batch normalization → sigmoid) → dense(2, softmax)'],
    [
      'conv',
      'conv2d(32, 3 × 3) → batch normalization → relu → max pooling(2 × 2) → ' +
        'conv2d(64, 3 × 3) → batch normalization → relu → max pooling(2 × 2) → dense(2, softmax)',
    ],
  ])('trains --network %s', async (network, layers) => {
    const options = ['--data', folder, '--epochs', '20', '--batch-size', '16', '--network', network, '--json']
    const run = await evenkeel(['train', ...options])
    expect(run.stderr).toContain(`network  ${network}: ${layers}, Adam 0.001, batches of 16`)
    const result = lastLine(run.stdout) as Result
    expect(result).toMatchObject({ network, batchNorm: true })
    expect(result.testAccuracy).toBe(1)
    expect(result.trainLoss).toBeLessThan(0.1)
  })

  test.each(['sigmoid', 'conv'])('leaves every batch normalization of %s out with --no-batch-norm', async (network) => {
    const run = await evenkeel(['train', '--data', folder, '--epochs', '1', '--network', network, '--no-batch-norm'])
    expect(run.stdout).toMatch(/network {2}\w+: .* → dense\(2, softmax\)/)
    expect(run.stdout).not.toContain('normalization')
    expect(run.status).toBe(0)
  })

  test('explains that images can be too small for conv', async () => {
    const run = await evenkeel(['train', '--data', await tinyImages({ size: 2 }), '--network', 'conv'])
    expect(run.status).toBe(2)
    expect(run.stderr).toMatch(/error: --network conv: images of 2 × 2 are too small.*\nUse --network article or .*\n$/)
  })

  test('lets the learning rate decay with --schedule cosine', async () => {
    const options = ['--data', folder, '--epochs', '3', '--json']
    const run = await evenkeel(['train', ...options, '--schedule', 'cosine'])
    expect(run.stderr).toContain('Adam 0.001 → 0 (cosine), batches of 128')
    expect(lastLine(run.stdout)).toMatchObject({ network: 'article', schedule: 'cosine' })
    const constant = await train('--data', folder, '--epochs', '3')
    expect((lastLine(run.stdout) as Result).testLoss).not.toBe(constant.testLoss)
  })

  test('prints a line for each epoch and the result to standard output', async () => {
    const { stdout, stderr } = await evenkeel(['train', '--data', folder, '--epochs', '3'])
    expect(stdout.match(/^epoch \d\/3 {2}loss .* images\/s$/gm)).toHaveLength(3)
    expect(stdout).toMatch(/\ntest {3}loss \d\.\d{4} {2}accuracy \d\.\d{4} {2}trained in .* s, .* images\/s\n$/)
    expect(stderr).toBe('')
  })

  test('explains that one image at a time cannot be normalized', async () => {
    const run = await evenkeel(['train', '--data', folder, '--batch-size', '1'])
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(/^error: .*1 value per channel.*\nUse a larger batch.*\n$/)
  })
})
