// Builds, checks types, lints and tests everything, and ends with one line that adds all tests up.
import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run, turbo } from './turbo.mjs'

const report = fileURLToPath(new URL('../node_modules/.cache/test-report.json', import.meta.url))

const steps = [
  ['build and types', () => turbo(['build', 'typecheck'])],
  ['lint', () => run('npx', ['oxlint'])],
  ['format', () => run('npx', ['oxfmt', '--check'])],
]
const broken = steps.filter(([, check]) => check() !== 0).map(([name]) => name)

rmSync(report, { force: true })
const status = run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])

for (const name of broken) console.error(`Failed: ${name}`)
const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
const unreadable = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
const failed = numFailedTests + unreadable + broken.length
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`)
process.exitCode = failed > 0 || status !== 0 ? 1 : 0
