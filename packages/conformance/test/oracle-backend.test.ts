import { runConformance, withoutOptionalKernels } from '@evenkeel/conformance'
import type { ConformanceReport } from '@evenkeel/conformance'
import { openDevice } from '@evenkeel/core'
import { OPTIONAL_KERNELS } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { kernelFromOracle, oracleBackend } from './oracle-kernels.js'

const failuresOf = ({ results }: ConformanceReport): (string | null)[] =>
  results.filter(({ status }) => status === 'failed').map(({ reason }) => reason)

const OPTIONAL_CASES = new RegExp(`^(${Object.keys(OPTIONAL_KERNELS).join('|')}): `)

describe('a backend whose every kernel is an oracle', () => {
  test('passes, and so do the compositions in its place', async () => {
    expect(failuresOf(await runConformance({ provider: oracleBackend }))).toEqual([])
  })

  test('has each optional kernel run twice: its own, and composed', async () => {
    const broken = { ...oracleBackend, open: async () => withBrokenSoftmax(await oracleBackend.open()) }
    const report = await runConformance({ provider: broken, only: 'softmax: softmax, rows of 10' })
    expect(failuresOf(report)).toHaveLength(1)
    expect(failuresOf(report)[0]).toMatch(/^softmax \(native\): /)
  })
})

function withBrokenSoftmax(
  backend: Awaited<ReturnType<typeof oracleBackend.open>>,
): Awaited<ReturnType<typeof oracleBackend.open>> {
  const softmax = kernelFromOracle(backend, 'softmax', (args, answer) => answer({ ...args, log: !args.log }))
  return { ...backend, kernels: { ...backend.kernels, softmax } }
}

describe('without optional kernels', () => {
  test('a device has compositions for all of them', async () => {
    const device = await openDevice(withoutOptionalKernels(oracleBackend))
    const optional = device.explain().filter(({ required }) => !required)
    expect(optional.map(({ source }) => source)).not.toContain('native')
    device.close()
  })

  test('the backend passes the same cases', async () => {
    const provider = withoutOptionalKernels(oracleBackend)
    const report = await runConformance({ provider, only: OPTIONAL_CASES })
    expect(failuresOf(report)).toEqual([])
    expect(report.passed).toBeGreaterThan(500)
  })
})
