import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import { runBench } from './bench.js'
import { parseCommandLine } from './command-line.js'
import { bundlePage } from './browser/bundle.js'
import { PAGE_CONTENDERS } from './browser/contenders.js'
import { PageVenue } from './browser/page-venue.js'
import type { Contender } from './contenders/contender.js'
import { CONTENDERS } from './contenders/index.js'
import type { TimingOptions } from './measure/plan.js'
import type { WorkloadResult } from './measure/results.js'
import { processes } from './process/processes.js'
import { csvReport } from './report/csv.js'
import { jsonReport } from './report/json.js'
import { describeMachine } from './report/machine.js'
import { markdownReport } from './report/markdown.js'
import { terminalReport } from './report/terminal.js'

/** Longest that one may take for anything: for the first run of a workload, with all compiling, and for a turn. */
const LIMIT_MS = 45_000

/** Turns are long enough for caches to fill; OpenBLAS's threads wait for work for some 20 ms. */
const THOROUGH: Omit<TimingOptions, 'repeats'> = { turnMs: 120, restMs: 40, warmUpMs: 250, budgetMs: 5000 }
/** WebGL in software takes its time. */
const IN_PAGE: Omit<TimingOptions, 'repeats'> = { ...THOROUGH, budgetMs: 10_000 }
const QUICK: Omit<TimingOptions, 'repeats'> = { turnMs: 10, restMs: 25, warmUpMs: 50, budgetMs: 2000 }

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode
}

async function main(args: readonly string[]): Promise<void> {
  const names = { processes: namesOf(CONTENDERS), page: namesOf(PAGE_CONTENDERS) }
  const { workloads, contenders, repeats, quick, browser, headed, csv, markdown, json } = parseCommandLine(args, names)
  const chosen = (browser ? PAGE_CONTENDERS : CONTENDERS).filter(({ name }) => contenders.includes(name))
  const page = new PageVenue({ bundle: () => bundlePage(packagesOf(chosen)), limitMs: LIMIT_MS, headed })
  const before = describeMachine()
  const onProgress = (what: string): void => void process.stderr.write(`${what}\n`)
  const options = { ...(quick ? QUICK : browser ? IN_PAGE : THOROUGH), repeats, onProgress }
  const results = await runBench(browser ? page : processes(LIMIT_MS), workloads, chosen, options)
  const machine = { ...before, browser: page.facts }
  if (csv !== null) await writeReport(csv, csvReport(results))
  if (markdown !== null) await writeReport(markdown, markdownReport(machine, results))
  process.stdout.write(json ? jsonReport(machine, results) : terminalReport(machine, results))
  if (results.some(evenkeelFailed)) process.exitCode = 1
}

function namesOf(contenders: readonly Contender[]): string[] {
  return contenders.map(({ name }) => name)
}

function packagesOf(contenders: readonly Contender[]): string[] {
  return [...new Set(contenders.flatMap(({ packages }) => packages))]
}

/** Whether evenkeel failed on a device that it could open. */
function evenkeelFailed({ contenders }: WorkloadResult): boolean {
  return contenders.some(
    ({ side, description, reason }) => side === 'evenkeel' && description !== '' && reason !== null,
  )
}

/** Relative names start where npm was called, not in the folder that npm changes to. */
async function writeReport(file: string, text: string): Promise<void> {
  await writeFile(resolve(process.env.INIT_CWD ?? '', file), text)
}
