import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import { runBench } from './bench.js'
import { parseCommandLine } from './command-line.js'
import { CONTENDERS } from './contenders/index.js'
import type { TimingOptions } from './measure/plan.js'
import type { WorkloadResult } from './measure/results.js'
import { csvReport } from './report/csv.js'
import { jsonReport } from './report/json.js'
import { describeMachine } from './report/machine.js'
import { markdownReport } from './report/markdown.js'
import { terminalReport } from './report/terminal.js'

const THOROUGH: Omit<TimingOptions, 'repeats'> = { turnMs: 40, warmUpMs: 250, budgetMs: 5000 }
const QUICK: Omit<TimingOptions, 'repeats'> = { turnMs: 10, warmUpMs: 50, budgetMs: 2000 }

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode
}

async function main(args: readonly string[]): Promise<void> {
  const names = CONTENDERS.map(({ name }) => name)
  const { workloads, contenders, repeats, quick, csv, markdown, json } = parseCommandLine(args, names)
  const chosen = CONTENDERS.filter(({ name }) => contenders.includes(name))
  const machine = describeMachine()
  const onProgress = (what: string): void => void process.stderr.write(`${what}\n`)
  const results = await runBench(workloads, chosen, { ...(quick ? QUICK : THOROUGH), repeats, onProgress })
  if (csv !== null) await writeReport(csv, csvReport(results))
  if (markdown !== null) await writeReport(markdown, markdownReport(machine, results))
  process.stdout.write(json ? jsonReport(machine, results) : terminalReport(machine, results))
  if (results.some(evenkeelFailed)) process.exitCode = 1
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
