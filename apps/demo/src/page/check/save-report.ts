import { download } from '../export/download.js'
import { checkMarkdown } from './markdown.js'
import type { CheckReport } from './messages.js'

/** Saves the support matrix. */
export function saveReport(report: CheckReport, kind: 'json' | 'md'): void {
  const name = `evenkeel-${report.provider}-support.${kind}`
  if (kind === 'json') download(name, `${JSON.stringify(report, null, 2)}\n`, 'application/json')
  else download(name, checkMarkdown(report), 'text/markdown')
}
