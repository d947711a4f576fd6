import type { WorkloadResult } from '../measure/results.js'
import type { Machine } from './machine.js'
import { rowsOf } from './rows.js'

/** Everything that is known: every single time, what was compared, and the rows of the table. */
export function jsonReport(machine: Machine, results: readonly WorkloadResult[]): string {
  const workloads = results.map((result) => ({ ...result, rows: rowsOf(result) }))
  return JSON.stringify({ machine, workloads }, null, 2) + '\n'
}
