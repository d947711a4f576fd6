import { vectorCases } from '@evenkeel/conformance'
import { OptionError } from '@evenkeel/core'
import { Option, type Command } from 'commander'
import { countOutcomes } from '../conformance/counts.js'
import { runKernelSuite } from '../conformance/kernel-suite.js'
import { reportOutcomes } from '../conformance/report.js'
import { runVectorSuite } from '../conformance/vector-suite.js'
import { chooseProvider } from '../devices/choose-provider.js'
import { deviceOption } from '../options/device-option.js'
import { formatCount, formatSeconds } from '../reporting/numbers.js'
import { Output } from '../reporting/output.js'

interface ConformanceOptions {
  readonly device?: string
  readonly vectors?: string
  readonly only?: string
  readonly json: boolean
}

/** Adds `evenkeel conformance`. */
export function addConformanceCommand(program: Command): void {
  program
    .command('conformance')
    .description('Test a backend: every kernel against an oracle, and reference numbers of other frameworks.')
    .addOption(deviceOption())
    .addOption(new Option('--vectors <folder>', 'reference numbers, a folder with index.json').env('EVENKEEL_VECTORS'))
    .option('--only <family>', 'only this kernel, mode or family of vectors, for example moments or batchnorm_hard')
    .option('--json', 'write the counts as one line of JSON, and the rest to standard error', false)
    .action((options: ConformanceOptions) => conformance(options))
}

async function conformance({ device, vectors: folder, only, json }: ConformanceOptions): Promise<void> {
  const output = new Output(json)
  const provider = await chooseProvider(device)
  const bar = output.progressBar()
  const begunMs = performance.now()
  // Before the kernels run: a wrong folder is told at once.
  const vectors = folder === undefined ? [] : await vectorCases(folder, { only })
  const outcomes = [...(await runKernelSuite(provider, only, bar)), ...(await runVectorSuite(provider, vectors, bar))]
  if (outcomes.length === 0) throw nothingSelected(only)
  const counts = countOutcomes(outcomes)
  reportOutcomes(outcomes, output)
  output.line(
    `\n${provider.name}: ${formatCount(counts.passed)} passed, ${counts.failed} failed, ${counts.skipped} skipped ` +
      `in ${formatSeconds((performance.now() - begunMs) / 1000)}`,
  )
  output.result({ device: provider.name, ...counts })
  if (counts.failed > 0) process.exitCode = 1
}

function nothingSelected(only: string | undefined): OptionError {
  return new OptionError({
    what: `--only ${only}: no kernel, mode or family of vectors has this name.`,
    remedy: 'Run without --only to see the families; families of vectors need --vectors.',
  })
}
