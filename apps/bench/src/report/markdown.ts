import type { WorkloadResult } from '../measure/results.js'
import { notes, RATIO_NOTE, textTable } from './cells.js'
import { machineLine, type Machine } from './machine.js'

/** All results as a Markdown document. */
export function markdownReport(machine: Machine, results: readonly WorkloadResult[]): string {
  return [machineLine(machine), ...results.map(workloadSection), RATIO_NOTE].join('\n\n') + '\n'
}

function workloadSection(result: WorkloadResult): string {
  const { columns, rows } = textTable(result)
  const table = [
    columns.map(({ head }) => head),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows,
  ]
  const lines = table.map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`)
  const list = notes(result).map((note) => `- ${note}`)
  return [`### ${result.name}`, result.title, lines.join('\n'), list.join('\n')].join('\n\n')
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}
