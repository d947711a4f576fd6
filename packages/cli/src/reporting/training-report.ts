import { describeLearningRate } from '../training/learning-rate.js'
import { describeNetwork } from '../training/networks.js'
import type { TrainingResult, TrainingTask } from '../training/train-network.js'
import { formatCount, formatFigure, formatRate, formatSeconds } from './numbers.js'
import type { Output } from './output.js'

/** Tells what is trained on what, before it begins. */
export function describeTask(
  output: Output,
  { device, dataset, options, batchNorm, momentum }: Omit<TrainingTask, 'callbacks'>,
): void {
  const { bold } = output.colors
  const { name, classes, train, test } = dataset
  const { network, batchSize, seed } = options
  output.line(`${bold('device')}   ${device.name}: ${device.description}`)
  output.line(
    `${bold('data')}     ${name}: ${formatCount(train.count)} images to train, ${formatCount(test.count)} to test, ` +
      `${train.imageShape.join(' × ')}, ${classes} classes`,
  )
  output.line(
    `${bold('network')}  ${describeNetwork({ network, batchNorm, momentum }, classes)}, ` +
      `${describeLearningRate(options)}, batches of ${batchSize}, seed ${seed}`,
  )
  output.line()
}

/** Tells what training came to. */
export function describeResult(output: Output, result: TrainingResult): void {
  const { bold, dim } = output.colors
  const time = `trained in ${formatSeconds(result.trainSeconds)}, ${formatRate(result.imagesPerSecond)}`
  output.line()
  output.line(
    `test   loss ${formatFigure(result.testLoss)}  accuracy ${bold(formatFigure(result.testAccuracy))}  ${dim(time)}`,
  )
}
