import { Command, InvalidArgumentError, Option } from 'commander'
import { WORKLOAD_NAMES, type WorkloadName } from './workloads/index.js'

/** What the command line asks for. */
export interface BenchOptions {
  readonly workloads: readonly WorkloadName[]
  /** Names of contenders. */
  readonly contenders: readonly string[]
  readonly repeats: number
  readonly quick: boolean
  /** In one page of a browser, with the contenders that can be there. */
  readonly browser: boolean
  /** The browser has a window. */
  readonly headed: boolean
  readonly csv: string | null
  readonly markdown: string | null
  readonly json: boolean
}

interface ParsedOptions {
  readonly only?: WorkloadName[]
  readonly contenders?: string[]
  readonly repeats?: number
  readonly quick?: boolean
  readonly browser?: boolean
  readonly headed?: boolean
  readonly csv?: string
  readonly markdown?: string
  readonly json?: boolean
}

/** Names of all contenders that there are, in processes and in a page. */
export interface ContenderNames {
  readonly processes: readonly string[]
  readonly page: readonly string[]
}

const REPEATS = 7
const QUICK_REPEATS = 3

/** @throws CommanderError, after a message, when the options cannot be used or help was asked for */
export function parseCommandLine(args: readonly string[], names: ContenderNames): BenchOptions {
  const command = new Command('bench')
    .description('evenkeel and its peers: the same work, in turns, in the same run.')
    .exitOverride()
    .allowExcessArguments(false)
    .addOption(new Option('--only <workload...>', 'run these workloads').choices(WORKLOAD_NAMES))
    .addOption(
      new Option('--contenders <name...>', 'with these contenders').choices([
        ...new Set([...names.processes, ...names.page]),
      ]),
    )
    .option('--repeats <number>', `timed rounds (default: ${REPEATS})`, parseRepeats)
    .option('--quick', `${QUICK_REPEATS} short rounds, for a first look`)
    .option('--browser', `in one page of Chromium, with ${names.page.join(', ')}`)
    .option('--headed', 'with --browser: in a window, which may have another GPU')
    .option('--csv <file>', 'write the rows as CSV too')
    .option('--markdown <file>', 'write the tables as Markdown too')
    .option('--json', 'print JSON instead of tables')
    .parse(args, { from: 'user' })
  const {
    only,
    contenders: chosen,
    repeats,
    quick = false,
    browser = false,
    headed = false,
    ...files
  } = command.opts<ParsedOptions>()
  const { csv = null, markdown = null, json = false } = files
  const there = browser ? names.page : names.processes
  const absent = chosen?.find((name) => !there.includes(name))
  if (absent !== undefined) command.error(`error: ${absent} runs only ${browser ? 'without' : 'with'} --browser`)
  if (headed && !browser) command.error('error: --headed needs --browser')
  return {
    workloads: only ?? WORKLOAD_NAMES,
    contenders: chosen ?? there,
    repeats: repeats ?? (quick ? QUICK_REPEATS : REPEATS),
    quick,
    browser,
    headed,
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
