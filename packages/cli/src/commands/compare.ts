import { openDevice } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import type { ImageDataset } from '@evenkeel/datasets'
import type { Command } from 'commander'
import { loadData } from '../data/load-data.js'
import { chooseProvider, usableProviders } from '../devices/choose-provider.js'
import { addTrainingOptions, type TrainingOptions } from '../options/training-options.js'
import { formatCount, formatFigure, formatSeconds } from '../reporting/numbers.js'
import { Output } from '../reporting/output.js'
import { runBar } from '../reporting/run-bar.js'
import { formatTable, type Column } from '../reporting/table.js'
import { trainNetwork, type TrainingResult } from '../training/train-network.js'
import { warmUp } from '../training/warm-up.js'

interface CompareOptions extends TrainingOptions {
  readonly device?: readonly string[]
}

/** Adds `evenkeel compare`. */
export function addCompareCommand(program: Command): void {
  const command = program
    .command('compare')
    .description('Train the same network on every usable device, with and without batch normalization.')
    .option('--device <names...>', 'only these (default: all that are usable)')
  addTrainingOptions(command).action((options: CompareOptions) => compare(options))
}

async function compare(options: CompareOptions): Promise<void> {
  const output = new Output(options.json)
  const providers =
    options.device === undefined
      ? await usableProviders()
      : await Promise.all(options.device.map((name) => chooseProvider(name)))
  const dataset = await loadData(options, output)
  const results: TrainingResult[] = []
  for (const provider of providers) results.push(...(await trainOn(provider, dataset, options, output)))
  output.line(formatTable(COLUMNS, results.map(cellsOf), output.colors))
  output.result(results)
}

/** Both networks, one after the other on the same open device. */
async function trainOn(
  provider: Provider<unknown>,
  dataset: ImageDataset,
  options: CompareOptions,
  output: Output,
): Promise<TrainingResult[]> {
  const device = await openDevice(provider)
  const bar = output.progressBar()
  const results: TrainingResult[] = []
  try {
    await warmUp(device, dataset, options)
    for (const batchNorm of [true, false]) {
      const title = `${device.name} ${batchNorm ? 'with' : 'without'} batch normalization`
      output.note(`training on ${title}`)
      const callbacks = [runBar(bar, title)]
      results.push(await trainNetwork({ device, dataset, options, batchNorm, callbacks }))
      bar.stop()
    }
    return results
  } finally {
    bar.stop()
    device.close()
  }
}

const COLUMNS: readonly Column[] = [
  { head: 'device' },
  { head: 'network' },
  { head: 'batch norm' },
  { head: 'train loss', align: 'right' },
  { head: 'test loss', align: 'right' },
  { head: 'test accuracy', align: 'right' },
  { head: 'time', align: 'right' },
  { head: 'images/s', align: 'right' },
]

function cellsOf(result: TrainingResult): string[] {
  return [
    result.device,
    result.network,
    result.batchNorm ? 'with' : 'without',
    formatFigure(result.trainLoss),
    formatFigure(result.testLoss),
    formatFigure(result.testAccuracy),
    formatSeconds(result.trainSeconds),
    formatCount(result.imagesPerSecond),
  ]
}
