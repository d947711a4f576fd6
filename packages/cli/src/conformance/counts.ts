import type { Outcome } from './outcome.js'

/** How many cases passed, failed and were skipped. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The counts of all outcomes. */
export function countOutcomes(outcomes: readonly Outcome[]): Counts {
  const count = (wanted: Outcome['status']): number => outcomes.filter(({ status }) => status === wanted).length
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') }
}

/** The outcomes of each family, in the order in which they first occur. */
export function groupByFamily(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  const families = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    const group = families.get(outcome.family)
    if (group === undefined) families.set(outcome.family, [outcome])
    else group.push(outcome)
  }
  return families
}

/** Why cases were skipped, with the number of cases that each reason stands for. */
export function skipReasons(outcomes: readonly Outcome[]): Map<string, number> {
  const reasons = new Map<string, number>()
  for (const { status, family, reason } of outcomes) {
    if (status !== 'skipped') continue
    const line = `${family}: ${reason ?? 'no reason given'}`
    reasons.set(line, (reasons.get(line) ?? 0) + 1)
  }
  return reasons
}
