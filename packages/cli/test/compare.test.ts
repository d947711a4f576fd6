import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { evenkeel, lastLine } from './evenkeel.js'
import { tinyImages } from './tiny-images.js'

const RENAMED = fileURLToPath(new URL('backends/renamed.js', import.meta.url))

describe('compare', () => {
  let folder: string
  beforeAll(async () => {
    folder = await tinyImages()
  })

  test('trains on the usable devices with and without batch normalization', async () => {
    const run = await evenkeel(['compare', '--data', folder, '--epochs', '2', '--seed', '3', '--json'])
    const usable = (lastLine((await evenkeel(['devices', '--json'])).stdout) as { device: string; usable: boolean }[])
      .filter((device) => device.usable)
      .map(({ device }) => device)
    const rows = lastLine(run.stdout) as { device: string; batchNorm: boolean }[]
    const expected = usable.flatMap((device) => [true, false].map((batchNorm) => [device, batchNorm]))
    expect(rows.map(({ device, batchNorm }) => [device, batchNorm])).toEqual(expected)
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1)
    for (const row of rows) expect(row).toMatchObject({ data: folder, network: 'article', epochs: 2, seed: 3 })
  })

  test('gives the figures of train', async () => {
    const options = ['--data', folder, '--epochs', '2', '--device', 'cpu', '--json']
    const [row] = lastLine((await evenkeel(['compare', ...options])).stdout) as { testLoss: number }[]
    const alone = lastLine((await evenkeel(['train', ...options])).stdout) as { testLoss: number }
    expect(row.testLoss).toBe(alone.testLoss)
  })

  test('compares the devices that --device names', async () => {
    const run = await evenkeel(['compare', '--device', 'cpu', RENAMED, '--data', folder, '--epochs', '1', '--json'])
    const rows = lastLine(run.stdout) as { device: string }[]
    expect(rows.map(({ device }) => device)).toEqual(['cpu', 'cpu', 'renamed', 'renamed'])
  })

  test('prints a table', async () => {
    const run = await evenkeel(['compare', '--device', 'cpu', '--data', folder, '--epochs', '1'])
    const [head, ...rows] = run.stdout.trimEnd().split('\n')
    expect(head.split(/ {2,}/)).toEqual([
      'device',
      'network',
      'batch norm',
      'train loss',
      'test loss',
      'test accuracy',
      'time',
      'images/s',
    ])
    expect(rows.map((row) => row.split(/ {2,}/).slice(0, 3))).toEqual([
      ['cpu', 'article', 'with'],
      ['cpu', 'article', 'without'],
    ])
  })

  test('compares the network and the schedule that are asked for', async () => {
    const options = ['--data', folder, '--epochs', '1', '--network', 'conv', '--schedule', 'cosine', '--json']
    const run = await evenkeel(['compare', '--device', 'cpu', ...options])
    const asked = { network: 'conv', schedule: 'cosine' }
    expect(lastLine(run.stdout)).toMatchObject([
      { batchNorm: true, ...asked },
      { batchNorm: false, ...asked },
    ])
  })
})
