import { Command, InvalidArgumentError, Option } from 'commander'
import { WORKLOAD_NAMES, type WorkloadName } from './workloads/index.js'

/** What the command line asks for. */
export interface BenchOptions {
  readonly workloads: readonly WorkloadName[]
  readonly repeats: number
  readonly csv: string | null
  readonly markdown: string | null
  readonly json: boolean
}

interface ParsedOptions {
  readonly only?: WorkloadName[]
  readonly repeats: number
  readonly csv?: string
  readonly markdown?: string
  readonly json?: boolean
}

/** @throws CommanderError, after a message, when the options cannot be used or help was asked for */
export function parseCommandLine(args: readonly string[]): BenchOptions {
  const only = new Option('--only <workload...>', 'run these workloads').choices(WORKLOAD_NAMES)
  const command = new Command('bench')
    .description('evenkeel and its peers: the same work, in turns, in the same run.')
    .exitOverride()
    .allowExcessArguments(false)
    .addOption(only)
    .option('--repeats <number>', 'timed rounds', parseRepeats, 7)
    .option('--csv <file>', 'write the rows as CSV too')
    .option('--markdown <file>', 'write the tables as Markdown too')
    .option('--json', 'print JSON instead of tables')
    .parse(args, { from: 'user' })
  const { only: chosen, repeats, csv = null, markdown = null, json = false } = command.opts<ParsedOptions>()
  return { workloads: chosen ?? WORKLOAD_NAMES, repeats, csv, markdown, json }
}

/** @throws InvalidArgumentError, which commander reports with the option's name */
function parseRepeats(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && Number.isSafeInteger(value)) return value
  throw new InvalidArgumentError('Give a whole number of at least 1.')
}
