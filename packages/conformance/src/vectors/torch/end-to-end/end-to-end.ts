import { Dataset, DatasetError, losses, type Optimizer, type Sequential } from '@evenkeel/core'
import { reading, type CaseRunner, type CaseSubject } from '../../case/subject.js'
import { Unsupported } from '../../case/unsupported.js'
import type { Numbers } from '../../check/compare.js'
import type { ImageData, LabelledImages } from '../../files/images.js'
import { OPTIMIZERS, type AdamForm } from '../optimizer-attributes.js'
import { batchRows, pixelScale, takeRows } from './batches.js'
import { lookAtStep, numbersOf, testLogits } from './look.js'
import { buildNetwork } from './network.js'

/**
 * A whole training run by `model.fit` on given batches: each batch is an epoch of its own, so that the history has the
 * loss and the accuracy of each step before its update.
 */
export const endToEnd: CaseRunner = reading(async (subject) => {
  const { device, inputs } = subject
  const { train, test } = await imagesOf(subject)
  const divisor = pixelScale(subject)
  const rows = batchRows(subject)
  const network = buildNetwork(subject, [train.images.data.length / train.labels.length])
  const { model, parameters, states } = network
  const loss = losses.sparseCategoricalCrossentropy()
  model.compile({ device, optimizer: optimizerOf(subject), loss, metrics: ['accuracy'] })
  const variables = [...parameters, ...states]
  for (const [name, variable] of variables) variable.assign(device, inputs.host(name))
  const outputs: Record<string, Numbers> = {}
  try {
    const { metrics } = await model.fit(
      Dataset.fromBatches((step) => [takeRows(train, rows[step], divisor)]),
      {
        epochs: rows.length,
        callbacks: [
          {
            onEpochBegin: async (epoch) => {
              const step = `step${epoch + 1}`
              if (!subject.data.outputs.some(({ name }) => name.includes(`_${step}`))) return
              const look = await lookAtStep(device, network, loss, takeRows(train, rows[epoch], divisor))
              outputs[`logits_${step}`] = look.logits
              for (const [name, gradient] of look.gradients) outputs[`grad_${step}_${name}`] = gradient
            },
          },
        ],
      },
    )
    outputs.loss = { shape: [rows.length], data: metrics.loss }
    outputs.batch_accuracy = { shape: [rows.length], data: metrics.accuracy }
    for (const [name, variable] of variables) outputs[`final_${name}`] = await numbersOf(variable.value)
    return { ...outputs, ...(await testOutputs(subject, model, test, divisor)) }
  } finally {
    model.dispose()
  }
})

/** What is asked of the trained network: logits of the first test images, and the mean loss and accuracy over some. */
async function testOutputs(
  { data, device }: CaseSubject,
  model: Sequential,
  test: LabelledImages,
  divisor: number,
): Promise<Record<string, Numbers>> {
  const outputs: Record<string, Numbers> = {}
  for (const { name } of data.outputs) {
    const [, kind, count] = /^test_(logits_first|loss|accuracy)_(\d+)$/.exec(name) ?? []
    if (kind === undefined || name in outputs) continue
    const batch = takeRows(
      test,
      Array.from({ length: Number(count) }, (_, row) => row),
      divisor,
    )
    if (kind === 'logits_first') {
      outputs[name] = await testLogits(device, model, batch.x)
      continue
    }
    const { loss, accuracy } = await model.evaluate(batch.x, batch.y)
    outputs[`test_loss_${count}`] = { shape: [1], data: [loss] }
    outputs[`test_accuracy_${count}`] = { shape: [1], data: [accuracy] }
  }
  return outputs
}

function optimizerOf({ attributes }: CaseSubject): Optimizer {
  const given = attributes.group('optimizer')
  const name = given.text('name')
  if (!Object.hasOwn(OPTIMIZERS, name)) throw new Unsupported(`no such optimizer: ${name}`)
  return OPTIMIZERS[name](given, given.has('form') ? formOf(given.text('form')) : undefined).optimizer
}

/** Adam's form stands before a colon, with the formula behind it. */
function formOf(text: string): AdamForm {
  const form = text.split(':')[0].toLowerCase()
  if (form === 'torch' || form === 'keras') return form
  throw new Unsupported(`attribute optimizer.form = ${text} is not supported`)
}

async function imagesOf({ attributes, files }: CaseSubject): Promise<ImageData> {
  const name = attributes.text('dataset')
  try {
    return await files.images(name)
  } catch (error) {
    if (error instanceof DatasetError) throw new Unsupported(`the data set ${name} cannot be read: ${error.what}`)
    throw error
  }
}
