import type { CheckReport } from './messages.js'

const SOURCES = { native: "the backend's own", composed: 'composed of others', host: 'on the host' } as const

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** The support matrix with the counts of each kernel, as a page in Markdown. */
export function checkMarkdown(report: CheckReport): string {
  const { provider, description, passed, failed, skipped, durationMs, traits } = report
  const matrix = report.support.map(({ kernel, required, source }) => {
    const counts = report.kernels[kernel] ?? { passed: 0, failed: 0, skipped: 0 }
    return `| ${kernel} | ${required ? 'required' : 'optional'} | ${SOURCES[source]} | ${counts.passed} | ${counts.failed} | ${counts.skipped} |`
  })
  const failures = report.failures.map(({ mode, title, reason }) => `- [${mode}] ${title}: ${cell(reason)}`)
  const deviations = traits.deviations.map(({ subject, meaning }) => `- ${subject}: ${meaning}`)
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines]
  return [
    `# ${provider}: ${description}`,
    '',
    `${passed} passed, ${failed} failed, ${skipped} skipped in ${(durationMs / 1000).toFixed(1)} s.`,
    ...section('Failed', failures),
    ...section('Declared deviations', deviations),
    ...section('Kernels', [
      '| kernel | | implementation | passed | failed | skipped |',
      '| --- | --- | --- | ---: | ---: | ---: |',
      ...matrix,
    ]),
    '',
  ].join('\n')
}
