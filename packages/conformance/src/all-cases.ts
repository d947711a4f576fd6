import type { Case } from './case.js'
import { KERNEL_SUITES } from './cases/index.js'
import { GRADIENT_CASES } from './gradient/index.js'
import { kernelLaws } from './laws/kernel-laws.js'
import { MEMORY_CASES } from './laws/memory.js'
import { ORDER_CASES } from './laws/order.js'
import { LEAK_CASES } from './modes/leak.js'
import { perfCases } from './modes/perf.js'
import { SUPPORT_CASES } from './modes/support.js'

/** How the seeded cases are drawn. */
export interface CaseOptions {
  /** Seed of the fuzz cases; another one draws other sizes and values. Default 1. */
  readonly seed?: number
  /** Fuzz cases a kernel. Default 20. */
  readonly fuzzRounds?: number
}

/** Every case of the suite, as data, in the order in which they run. */
export function allCases({ seed = 1, fuzzRounds = 20 }: CaseOptions = {}): readonly Case[] {
  const suites = Object.values(KERNEL_SUITES)
  return [
    ...SUPPORT_CASES,
    ...ORDER_CASES,
    ...MEMORY_CASES,
    ...suites.flatMap((suite) => [...suite.checks, ...kernelLaws(suite), ...suite.fuzz(seed, fuzzRounds)]),
    ...LEAK_CASES,
    ...GRADIENT_CASES,
    ...suites.flatMap(perfCases),
  ]
}
