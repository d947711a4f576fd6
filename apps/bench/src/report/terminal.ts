import Table from 'cli-table3'
import type { WorkloadResult } from '../measure/results.js'
import { RATIO_NOTE, textTable } from './cells.js'
import { machineLine, machineNotes, type Machine } from './machine.js'
import { contenderNotes, notes } from './notes.js'

/** All results for a terminal. */
export function terminalReport(machine: Machine, results: readonly WorkloadResult[]): string {
  const head = ['', machineLine(machine), ...machineNotes(machine), contenderNotes(results).join('\n')]
  return [...head, ...results.map(workloadSection), RATIO_NOTE].join('\n\n') + '\n'
}

function workloadSection(result: WorkloadResult): string {
  const { columns, rows } = textTable(result)
  const table = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align),
    style: { head: [], border: [], compact: true },
  })
  table.push(...rows.map((row) => [...row]))
  return [`${result.name}. ${result.title}`, table.toString(), ...notes(result).map((note) => `  ${note}`)].join('\n')
}
