// Builds, checks types, lints and tests everything, and ends with one line that adds all tests up.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './ensure-chromium.mjs'
import { run, turbo } from './turbo.mjs'

const report = fileURLToPath(new URL('../node_modules/.cache/test-report.json', import.meta.url))

const steps = [
  ['build and types', () => turbo(['build', 'typecheck'])],
  ['lint', () => run('npx', ['oxlint'])],
  ['format', () => run('npx', ['oxfmt', '--check'])],
]
const broken = steps.filter(([, check]) => check() !== 0).map(([name]) => name)

/** Leaves out the tests of packages, loudly; in CI that is a failure. */
const leftOut = []
function leaveOut(names, reason, remedy) {
  for (const name of names) {
    console.error(`NOT RUN: the tests of @evenkeel/${name}, for want of ${reason}. ${remedy}`)
    leftOut.push(`--project=!@evenkeel/${name}`)
    if (process.env.CI) broken.push(`tests of ${name}`)
  }
}

const chromium = await ensureChromium()
if (chromium !== null) process.env.EVENKEEL_CHROMIUM = chromium
else leaveOut(['backend-webgl', 'demo'], 'a Chromium', 'Install one, or name it: EVENKEEL_CHROMIUM=/path npm test')
if (!existsSync(fileURLToPath(new URL('../packages/backend-native/prebuilds', import.meta.url)))) {
  leaveOut(['backend-native', 'demo'], 'a C++ compiler', 'Install one (GCC or clang, make, Python), then: npm test')
}

rmSync(report, { force: true })
const status = run('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...leftOut,
])

for (const name of broken) console.error(`Failed: ${name}`)
const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
const unreadable = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
const failed = numFailedTests + unreadable + broken.length
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`)
process.exitCode = failed > 0 || status !== 0 ? 1 : 0
