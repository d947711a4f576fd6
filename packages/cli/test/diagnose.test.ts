import { describe, expect, test } from 'vitest'
import { evenkeel, lastLine } from './evenkeel.js'
import { tinyImages } from './tiny-images.js'

interface Result {
  readonly device: string
  readonly data: string
  readonly findings: readonly { readonly illness: string; readonly layer: string; readonly figure: number }[]
}

describe('diagnose', () => {
  test('has no findings for the network of the article after its ten epochs', async () => {
    const { status, stdout } = await evenkeel(['diagnose'])
    expect(status).toBe(0)
    expect(stdout.match(/^epoch .* images\/s$/gm)).toHaveLength(10)
    expect(stdout.endsWith('\n\nNo findings.\n')).toBe(true)
  })

  test('says so in JSON with an empty list', async () => {
    const { stdout } = await evenkeel(['diagnose', '--device', 'cpu', '--momentum', '0.9', '--epochs', '2', '--json'])
    expect(stdout).toBe('{"device":"cpu","data":"digits","network":"article","schedule":"constant","findings":[]}\n')
  })

  test('finds that two epochs are too few for momentum 0.99', async () => {
    const run = await evenkeel(['diagnose', '--device', 'cpu', '--epochs', '2', '--json'])
    expect(run.status).toBe(0)
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1)
    const { findings } = lastLine(run.stdout) as Result
    expect(findings.map(({ layer, illness }) => [layer, illness])).toEqual([
      ['batchNormalization', 'few-updates'],
      ['batchNormalization', 'train-eval-gap'],
    ])
    expect(findings[0].figure).toBeCloseTo(0.99 ** 94, 6)
    expect(run.stderr).toContain('recalibrate(model, data)')
  })

  test('finds a momentum of the other convention', async () => {
    const { stdout } = await evenkeel(['diagnose', '--epochs', '2', '--momentum', '0.1'])
    expect(stdout).toContain('batch normalization (momentum 0.1)')
    expect(stdout).toContain('\nforeign-momentum in batchNormalization\n  Momentum 0.1 is the weight of the old')
  })

  test('looks at every batch normalization of --network conv, on images with their axis of channels', async () => {
    const options = ['--data', await tinyImages(), '--epochs', '1', '--network', 'conv', '--json']
    const { findings, ...rest } = lastLine((await evenkeel(['diagnose', ...options])).stdout) as Result
    expect(rest).toMatchObject({ network: 'conv', schedule: 'constant' })
    // 160 images in batches of 128: two steps, too few for momentum 0.99.
    const few = findings.filter(({ illness }) => illness === 'few-updates')
    expect(few.map(({ layer }) => layer)).toEqual(['batchNormalization', 'batchNormalization_1'])
    expect(few[0].figure).toBeCloseTo(0.99 ** 2, 6)
  })

  test('finds batches that are too small', async () => {
    const { stdout } = await evenkeel(['diagnose', '--epochs', '1', '--batch-size', '4', '--json'])
    expect((lastLine(stdout) as Result).findings[0].illness).toBe('noisy-statistics')
  })

  test.each(['-0.1', '1.1', 'much', ''])('refuses --momentum %j', async (momentum) => {
    const run = await evenkeel(['diagnose', `--momentum=${momentum}`])
    expect(run.status).toBe(2)
    expect(run.stderr).toContain('Give a number from 0 to 1.')
  })
})
