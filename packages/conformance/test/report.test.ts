import type { Deviation, Provider, Traits } from '@evenkeel/core/backend'
import { conformance, formatReport, runConformance } from '@evenkeel/conformance'
import { BackendIncompleteError } from '@evenkeel/core'
import { describe, expect, test } from 'vitest'
import { decorate } from '../src/decorators/decorate.js'
import { dataOf } from './naive-backend/buffer.js'
import { naive } from './naive-backend/provider.js'

/** The naive backend with a bad logarithm, which it declares or not, and other traits. */
function badLogarithm(deviations: readonly Deviation[], traits: Partial<Traits> = {}): Provider<unknown> {
  return decorate(naive, (backend) => ({
    traits: { ...backend.traits, ...traits, deviations },
    kernels: {
      ...backend.kernels,
      map: (args) => {
        backend.kernels.map(args)
        if (args.op === 'log') dataOf(args.out).forEach((value, i, all) => (all[i] = value * 1.01))
      },
    },
  }))
}

const DECLARED: Deviation = { subject: 'map:log', meaning: 'Logarithms are off by one per cent.' }

describe('deviations', () => {
  test('without one, a bad logarithm fails', async () => {
    const report = await runConformance({ provider: badLogarithm([]), only: 'map: log' })
    expect(report.failed).toBeGreaterThan(0)
  })

  test('a declared one excuses its operation and no other', async () => {
    const report = await runConformance({ provider: badLogarithm([DECLARED]), only: /^map: / })
    const excused = report.results.filter(({ status }) => status === 'deviation')
    expect(report.failed).toBe(0)
    expect(excused.length).toBeGreaterThan(3)
    for (const { reason, case: item } of excused) {
      expect(reason).toBe('map:log: Logarithms are off by one per cent.')
      expect(item.subjects()).toContain('map:log')
    }
    const expOfNaN = report.results.find(({ case: item }) => item.name === 'exp of NaN')
    expect(expOfNaN?.status).toBe('passed')
  })

  test('they stand in the printed report, with the number of cases they excuse', async () => {
    const text = formatReport(await runConformance({ provider: badLogarithm([DECLARED]), only: /^map: log$/ }))
    expect(text).toContain('declared deviations:\n  map:log: Logarithms are off by one per cent.')
    expect(text).toContain('excused by them:\n  map:log: Logarithms are off by one per cent. (1 case)')
  })

  test('a backend that does not propagate NaN is not asked to', async () => {
    const provider = badLogarithm([], { propagatesNonFinite: false })
    const { results } = await runConformance({ provider, only: 'exp of NaN' })
    expect(results.map(({ status }) => status)).toEqual(['deviation'])
  })
})

describe('a report', () => {
  test('counts, measures and tells where kernels come from', async () => {
    const modes = ['support', 'perf'] as const
    const report = await runConformance({ provider: naive, modes, only: /^(the |every |matmul: A·Bᵀ)/ })
    expect(report.passed).toBe(report.results.length)
    expect(report.results.flatMap(({ measurements }) => measurements)).toHaveLength(1)
    expect(report.support.find(({ kernel }) => kernel === 'softmax')?.source).toBe('composed')
    expect(report.support.find(({ kernel }) => kernel === 'random')?.source).toBe('host')
    expect(formatReport(report)).toMatch(/matmul: A·Bᵀ, 128 × 784 × 64 \(native\): [\d.]+ ms, [\d.]+ GFLOP\/s/)
  })

  test('says what does not apply and why', async () => {
    const provider = decorate(naive, ({ traits }) => ({ traits: { ...traits, accumulation: 'float32' } }))
    const report = await runConformance({ provider, only: /moments: mean\/std 1000000$/ })
    expect(report.skipped).toBe(1)
    expect(formatReport(report)).toContain('required of float64 accumulators only (1 case)')
  })

  test('is refused to a backend that lacks required kernels', async () => {
    const provider = decorate(naive, ({ kernels }) => ({ kernels: { ...kernels, matmul: undefined as never } }))
    await expect(runConformance({ provider })).rejects.toThrow(BackendIncompleteError)
  })

  test('another seed draws other cases', async () => {
    const names = async (seed: number): Promise<string[]> => {
      const { results } = await runConformance({ provider: naive, modes: ['fuzz'], only: 'fill', seed })
      return results.map(({ case: item }) => item.name)
    }
    expect(await names(2)).not.toEqual(await names(1))
  })
})

describe('with a test runner', () => {
  test('a skip tells its reason, and runners without one see a pass', async () => {
    const bodies = new Map<string, (...context: unknown[]) => Promise<void>>()
    conformance({
      provider: badLogarithm([DECLARED]),
      only: /^map: (log|exp)$/,
      describe: (_, body) => body(),
      test: (name, body) => bodies.set(name, body),
    })
    const reasons: string[] = []
    await bodies.get('map: log')?.({ skip: (reason: string) => reasons.push(reason) })
    await bodies.get('map: log')?.()
    await bodies.get('map: exp')?.({ skip: (reason: string) => reasons.push(reason) })
    await bodies.get('closes')?.()
    expect(reasons).toEqual(['map:log: Logarithms are off by one per cent.'])
  })

  test('bodies declare no parameters, which some runners would take for a callback', () => {
    const lengths: number[] = []
    conformance({
      provider: naive,
      describe: (_, body) => body(),
      test: (_, body) => lengths.push(body.length),
    })
    expect(Math.max(...lengths)).toBe(0)
  })
})
