import { openDevice } from '@evenkeel/core'
import type { Command } from 'commander'
import { loadData } from '../data/load-data.js'
import { chooseProvider } from '../devices/choose-provider.js'
import { deviceOption } from '../options/device-option.js'
import { addTrainingOptions, type TrainingOptions } from '../options/training-options.js'
import { EpochReporter } from '../reporting/epoch-reporter.js'
import { Output } from '../reporting/output.js'
import { describeResult, describeTask } from '../reporting/training-report.js'
import { trainNetwork } from '../training/train-network.js'

interface TrainOptions extends TrainingOptions {
  readonly device?: string
  readonly batchNorm: boolean
}

/** Adds `evenkeel train`. */
export function addTrainCommand(program: Command): void {
  const command = program
    .command('train')
    .description('Train a network with batch normalization on images, and test it.')
    .addOption(deviceOption())
  addTrainingOptions(command)
    .option('--no-batch-norm', 'leave the batch normalization out')
    .action((options: TrainOptions) => train(options))
}

async function train(options: TrainOptions): Promise<void> {
  const output = new Output(options.json)
  const provider = await chooseProvider(options.device)
  const device = await openDevice(provider)
  const reporter = new EpochReporter(output, options.epochs)
  try {
    const dataset = await loadData(options, output)
    describeTask(output, { device, dataset, options, batchNorm: options.batchNorm })
    const result = await trainNetwork({
      device,
      dataset,
      options,
      batchNorm: options.batchNorm,
      callbacks: [reporter],
    })
    describeResult(output, result)
    output.result(result)
  } finally {
    reporter.stop()
    device.close()
  }
}
