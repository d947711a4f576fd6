import { openDevice, type Device } from '@evenkeel/core'
import type { ImageDataset } from '@evenkeel/datasets'
import type { Command } from 'commander'
import { loadData } from '../data/load-data.js'
import { chooseProvider } from '../devices/choose-provider.js'
import { deviceOption } from '../options/device-option.js'
import { addTrainingOptions, type TrainingOptions } from '../options/training-options.js'
import { EpochReporter } from '../reporting/epoch-reporter.js'
import { formatCount, formatFigure, formatRate, formatSeconds } from '../reporting/numbers.js'
import { Output } from '../reporting/output.js'
import { trainNetwork, type TrainingResult } from '../training/train-network.js'

interface TrainOptions extends TrainingOptions {
  readonly device?: string
  readonly batchNorm: boolean
}

/** Adds `evenkeel train`. */
export function addTrainCommand(program: Command): void {
  const command = program
    .command('train')
    .description('Train dense(64, relu), batch normalization, dense(classes, softmax) and test it.')
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
    describeTask(output, device, dataset, options)
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

function describeTask(
  output: Output,
  device: Device,
  { name, classes, train: part, test }: ImageDataset,
  options: TrainOptions,
): void {
  const { bold } = output.colors
  const normalization = options.batchNorm ? ' → batch normalization' : ''
  output.line(`${bold('device')}   ${device.name}: ${device.description}`)
  output.line(
    `${bold('data')}     ${name}: ${formatCount(part.count)} images to train, ${formatCount(test.count)} to test, ` +
      `${part.imageShape.join(' × ')}, ${classes} classes`,
  )
  output.line(
    `${bold('network')}  dense(64, relu)${normalization} → dense(${classes}, softmax), ` +
      `Adam ${options.learningRate}, batches of ${options.batchSize}, seed ${options.seed}`,
  )
  output.line()
}

function describeResult(output: Output, result: TrainingResult): void {
  const { bold, dim } = output.colors
  const time = `trained in ${formatSeconds(result.trainSeconds)}, ${formatRate(result.imagesPerSecond)}`
  output.line()
  output.line(
    `test   loss ${formatFigure(result.testLoss)}  accuracy ${bold(formatFigure(result.testAccuracy))}  ${dim(time)}`,
  )
}
