import type { WorkloadResult } from '../measure/results.js'
import { RATIO_NOTE, textTable } from './cells.js'
import { machineLine, machineNotes, type Machine } from './machine.js'
import { contenderNotes, notes } from './notes.js'

/** All results as a Markdown document. */
export function markdownReport(machine: Machine, results: readonly WorkloadResult[]): string {
  const sections = results.map(workloadSection)
  const head = [machineLine(machine), ...machineNotes(machine), bulletList(contenderNotes(results)), RATIO_NOTE]
  return [...head, ...sections].join('\n\n') + '\n'
}

function workloadSection(result: WorkloadResult): string {
  const { columns, rows } = textTable(result)
  const table = [
    columns.map(({ head }) => head),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows,
  ]
  const lines = table.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`)
  const list = notes(result)
  const below = list.length === 0 ? [] : [bulletList(list)]
  return [`### ${result.name}`, result.title, lines.join('\n'), ...below].join('\n\n')
}

function bulletList(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}
