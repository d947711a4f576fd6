import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CommanderError } from 'commander'
import { runBench } from './bench.js'
import { parseCommandLine } from './command-line.js'
import type { WorkloadResult } from './measure/results.js'
import { csvReport } from './report/csv.js'
import { jsonReport } from './report/json.js'
import { describeMachine } from './report/machine.js'
import { markdownReport } from './report/markdown.js'
import { terminalReport } from './report/terminal.js'

const WARM_UPS = 2

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode
}

async function main(args: readonly string[]): Promise<void> {
  const { workloads, repeats, csv, markdown, json } = parseCommandLine(args)
  const machine = describeMachine()
  const onProgress = (what: string): void => void process.stderr.write(`${what}\n`)
  const results = await runBench(workloads, { repeats, warmUps: WARM_UPS, onProgress })
  if (csv !== null) await writeReport(csv, csvReport(results))
  if (markdown !== null) await writeReport(markdown, markdownReport(machine, results))
  process.stdout.write(json ? jsonReport(machine, results) : terminalReport(machine, results))
  if (results.some(evenkeelFailed)) process.exitCode = 1
}

function evenkeelFailed({ contenders }: WorkloadResult): boolean {
  return contenders.some(({ side, reason }) => side === 'evenkeel' && reason !== null)
}

/** Relative names start where npm was called, not in the folder that npm changes to. */
async function writeReport(file: string, text: string): Promise<void> {
  await writeFile(resolve(process.env.INIT_CWD ?? '', file), text)
}
