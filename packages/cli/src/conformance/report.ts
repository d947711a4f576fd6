import type { Output } from '../reporting/output.js'
import { formatTable } from '../reporting/table.js'
import { countOutcomes, groupByFamily, skipReasons } from './counts.js'
import type { Outcome } from './outcome.js'

/** Prints the table of families, what failed, and why cases were skipped. */
export function reportOutcomes(outcomes: readonly Outcome[], output: Output): void {
  output.line(familyTable(outcomes, output))
  const failures = outcomes.filter(({ status }) => status === 'failed')
  section(
    'failed',
    failures.map(({ family, name, reason }) => `${family}: ${name}: ${reason}`),
    output,
  )
  section(
    'skipped',
    [...skipReasons(outcomes)].map(([reason, count]) => `${reason} (${count === 1 ? '1 case' : `${count} cases`})`),
    output,
  )
}

function familyTable(outcomes: readonly Outcome[], { colors }: Output): string {
  const { green, red, yellow } = colors
  const cell = (count: number, color: (text: string) => string): string => (count === 0 ? '0' : color(String(count)))
  const rows = [...groupByFamily(outcomes)].map(([family, group]) => {
    const { passed, failed, skipped } = countOutcomes(group)
    return [family, cell(passed, green), cell(failed, red), cell(skipped, yellow)]
  })
  const counts = (['passed', 'failed', 'skipped'] as const).map((head) => ({ head, align: 'right' as const }))
  return formatTable([{ head: 'family' }, ...counts], rows, colors)
}

function section(title: string, lines: readonly string[], output: Output): void {
  if (lines.length === 0) return
  output.line(`\n${output.colors.bold(title)}`)
  for (const line of lines) output.line(`  ${line}`)
}
