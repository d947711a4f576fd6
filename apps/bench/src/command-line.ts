import { Command, InvalidArgumentError, Option } from 'commander'
import { WORKLOAD_NAMES, type WorkloadName } from './workloads/index.js'

/** What the command line asks for. */
export interface BenchOptions {
  readonly workloads: readonly WorkloadName[]
  /** Names of contenders. */
  readonly contenders: readonly string[]
  readonly repeats: number
  readonly quick: boolean
  readonly csv: string | null
  readonly markdown: string | null
  readonly json: boolean
}

interface ParsedOptions {
  readonly only?: WorkloadName[]
  readonly contenders?: string[]
  readonly repeats?: number
  readonly quick?: boolean
  readonly csv?: string
  readonly markdown?: string
  readonly json?: boolean
}

const REPEATS = 7
const QUICK_REPEATS = 3

/**
 * @param contenders names of all there are
 * @throws CommanderError, after a message, when the options cannot be used or help was asked for
 */
export function parseCommandLine(args: readonly string[], contenders: readonly string[]): BenchOptions {
  const command = new Command('bench')
    .description('evenkeel and its peers: the same work, in turns, in the same run.')
    .exitOverride()
    .allowExcessArguments(false)
    .addOption(new Option('--only <workload...>', 'run these workloads').choices(WORKLOAD_NAMES))
    .addOption(new Option('--contenders <name...>', 'with these contenders').choices(contenders))
    .option('--repeats <number>', `timed rounds (default: ${REPEATS})`, parseRepeats)
    .option('--quick', `${QUICK_REPEATS} short rounds, for a first look`)
    .option('--csv <file>', 'write the rows as CSV too')
    .option('--markdown <file>', 'write the tables as Markdown too')
    .option('--json', 'print JSON instead of tables')
    .parse(args, { from: 'user' })
  const { only, contenders: chosen, repeats, quick = false, ...files } = command.opts<ParsedOptions>()
  const { csv = null, markdown = null, json = false } = files
  return {
    workloads: only ?? WORKLOAD_NAMES,
    contenders: chosen ?? contenders,
    repeats: repeats ?? (quick ? QUICK_REPEATS : REPEATS),
    quick,
    csv,
    markdown,
    json,
  }
}

/** @throws InvalidArgumentError, which commander reports with the option's name */
function parseRepeats(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && Number.isSafeInteger(value)) return value
  throw new InvalidArgumentError('Give a whole number of at least 1.')
}
