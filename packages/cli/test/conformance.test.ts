import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { evenkeel, lastLine } from './evenkeel.js'
import { activationVectors } from './vectors.js'

const SHARED_VECTORS = fileURLToPath(new URL('../../../../shared/vectors', import.meta.url))
const WRONG_FILL = fileURLToPath(new URL('backends/wrong-fill.js', import.meta.url))

describe('conformance', () => {
  test('--json ends with one line of counts on standard output', async () => {
    const run = await evenkeel(['conformance', '--device', 'cpu', '--only', 'fill', '--json'])
    expect(run.status, run.stderr).toBe(0)
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1)
    const counts = lastLine(run.stdout) as { passed: number }
    expect(counts).toEqual({ device: 'cpu', passed: expect.any(Number), failed: 0, skipped: expect.any(Number) })
    expect(counts.passed).toBeGreaterThan(10)
  })

  test('has a row for each family, which add up to the counts', async () => {
    const { stdout } = await evenkeel(['conformance', '--device', 'cpu', '--only', 'laws'])
    expect(stdout).toMatch(/^family +passed +failed +skipped\nlaws /)
    const rows = [...stdout.matchAll(/^[a-z]\w* +(\d+) +0 +\d+$/gim)]
    const passed = rows.reduce((sum, [, count]) => sum + Number(count), 0)
    expect(passed).toBeGreaterThan(20)
    expect(stdout.replaceAll(',', '')).toContain(`\ncpu: ${passed} passed 0 failed`)
  })

  test('--only takes one kernel, not those whose names contain it', async () => {
    const { stdout } = await evenkeel(['conformance', '--device', 'cpu', '--only', 'affine'])
    expect(stdout).toMatch(/^affine /m)
    expect(stdout).not.toMatch(/^biaffine /m)
  })

  test('of a backend with a wrong kernel has exit status 1 and names the kernel', async () => {
    const run = await evenkeel(['conformance', '--device', WRONG_FILL, '--only', 'fill'])
    expect(run.status).toBe(1)
    expect(run.stdout).toMatch(/\nfailed\n {2}fill: .+: .+/)
    expect(run.stdout).toMatch(/\nwrong-fill: \d+ passed, [1-9]\d* failed/)
  })

  test('--only of something unknown is wrong usage, not a success', async () => {
    const run = await evenkeel(['conformance', '--device', 'cpu', '--only', 'nothing', '--json'])
    expect(run.status).toBe(2)
    expect(run.stderr).toMatch(/^error: --only nothing: .*\n.+\n$/)
    expect(run.stdout).toBe('')
  })
})

describe('conformance with reference numbers', () => {
  const counts = { device: 'cpu', passed: 1, failed: 1, skipped: 1 }
  let folder: string
  beforeAll(async () => {
    folder = await activationVectors()
  })

  test('counts them, names the failed and gives the reasons of the skipped', async () => {
    const run = await evenkeel([
      'conformance',
      '--device',
      'cpu',
      '--vectors',
      folder,
      '--only',
      'activations',
      '--json',
    ])
    expect(run.status).toBe(1)
    expect(lastLine(run.stdout)).toEqual(counts)
    expect(run.stderr).toMatch(/^onnx\/activations +1 +1 +1$/m)
    expect(run.stderr).toMatch(/\nfailed\n {2}onnx\/activations: incorrect: .+\n/)
    expect(run.stderr).toMatch(/\nskipped\n {2}onnx\/activations: .+ \(1 case\)\n/)
  })

  test('takes the folder from EVENKEEL_VECTORS', async () => {
    const args = ['conformance', '--device', 'cpu', '--only', 'onnx/activations', '--json']
    const run = await evenkeel(args, { environment: { EVENKEEL_VECTORS: folder } })
    expect(lastLine(run.stdout)).toEqual(counts)
  })

  test('tells at once that the folder is not there', async () => {
    const run = await evenkeel(['conformance', '--device', 'cpu', '--vectors', 'no/such/folder'])
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(/^error: .*no\/such\/folder\/index\.json.*\n.+\n$/)
    expect(run.stdout).toBe('')
  })

  test.runIf(existsSync(SHARED_VECTORS))('the hard cases of batch normalization pass', async () => {
    const args = ['conformance', '--device', 'cpu', '--vectors', SHARED_VECTORS, '--only', 'batchnorm_hard', '--json']
    const run = await evenkeel(args)
    expect(run.status, run.stderr).toBe(0)
    expect(lastLine(run.stdout)).toEqual({ device: 'cpu', passed: 11, failed: 0, skipped: 0 })
  })
})
