import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cpu } from '@evenkeel/backend-cpu'
import type { Provider } from '@evenkeel/core/backend'
import { afterAll, describe, expect, test } from 'vitest'
import { float32Arithmetic } from '../../src/index.js'
import {
  formatVectorReport,
  vectorCases,
  vectorTests,
  type VectorCase,
  type VectorResult,
} from '../../src/vectors/index.js'
import { summarize } from '../../src/vectors/report.js'

const folder = process.env.EVENKEEL_VECTORS ?? fileURLToPath(new URL('../../../../../shared/vectors', import.meta.url))
const shared = fileURLToPath(new URL('../../../../../shared/data', import.meta.url))
const dataFolder = process.env.EVENKEEL_DATA ?? [join(folder, '../data'), shared].find((path) => existsSync(path))
const cases: VectorCase[] = existsSync(folder) ? await vectorCases(folder, { dataFolder }) : []
const results: VectorResult[] = []

vectorTests({ provider: cpu, cases, describe, test, onResult: (result) => results.push(result) })
// All sums and coefficients in float32: what a GPU can reach with the recipes of the contract.
vectorTests({ provider: float32Arithmetic(cpu as Provider<unknown>), cases, describe, test })

afterAll(() => {
  if (results.length > 0) console.log(formatVectorReport(summarize(results)))
})

describe('the run', () => {
  test('left out no case', () => {
    expect(results.map(({ family, name }) => `${family} ${name}`)).toEqual(
      cases.map(({ family, name }) => `${family} ${name}`),
    )
  })

  test('skipped no case for something in it that is not understood', () => {
    expect(results.filter(({ reason }) => /understood|missing|supported/.test(reason ?? ''))).toEqual([])
  })
})
