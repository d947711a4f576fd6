import { cpu } from '@evenkeel/backend-cpu'
import { runConformance } from '@evenkeel/conformance'
import { expect, test } from 'vitest'
import { checkReport } from '../../src/page/check/check-report.js'
import { checkMarkdown } from '../../src/page/check/markdown.js'

test('the report of a check travels between threads and becomes a support matrix', async () => {
  const report = checkReport(await runConformance({ provider: cpu, modes: ['support', 'check'], only: /^affine/ }))
  expect(structuredClone(report)).toEqual(report)
  expect(report.failed).toBe(0)
  expect(report.kernels['affine'].passed).toBe(report.passed)
  const markdown = checkMarkdown(report)
  expect(markdown).toContain(`| affine | required | the backend's own | ${report.passed} | 0 | 0 |`)
  expect(markdown.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(report.support.length + 2)
})
