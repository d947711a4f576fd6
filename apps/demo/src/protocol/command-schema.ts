import { OptionError } from '@evenkeel/core'
import * as v from 'valibot'
import { RANGES } from '../settings/settings.js'
import { runSettingsSchema } from '../settings/run-settings-schema.js'
import type { Checkpoint, TensorData } from './checkpoint.js'
import type { Command } from './commands.js'
import type { DataFacts } from './facts.js'
import { IMAGE_PIXELS } from './image.js'

const MOST_CLASSES = 1000
const LONGEST_NAME = 200

const wholeNumber: v.GenericSchema<number> = v.pipe(
  v.number('must be a whole number'),
  v.safeInteger('must be a whole number'),
  v.minValue(0, 'must not be negative'),
)
const name: v.GenericSchema<string> = v.pipe(v.string('must be text'), v.maxLength(LONGEST_NAME, 'is too long'))
const bytes: v.GenericSchema<Uint8Array> = v.instance(Uint8Array, 'must be bytes')
const floats: v.GenericSchema<Float32Array> = v.instance(Float32Array, 'must be 32-bit floats')

const tensorSchema: v.GenericSchema<TensorData> = v.object({ data: floats, shape: v.array(wholeNumber) })

const checkpointSchema: v.GenericSchema<Checkpoint> = v.object({
  weights: v.record(name, tensorSchema),
  optimizer: v.record(name, tensorSchema),
  step: wholeNumber,
  epoch: wholeNumber,
  stepInEpoch: wholeNumber,
})

const dataSchema: v.GenericSchema<DataFacts> = v.pipe(
  v.object({
    name,
    classes: v.pipe(
      wholeNumber,
      v.minValue(2, 'must be 2 or more'),
      v.maxValue(MOST_CLASSES, `must be ${MOST_CLASSES} or fewer`),
    ),
    trainImages: bytes,
    trainLabels: bytes,
    testImages: bytes,
    testLabels: bytes,
  }),
  v.check(
    ({ trainImages, trainLabels }) =>
      trainLabels.length >= 2 && trainImages.length === trainLabels.length * IMAGE_PIXELS,
    'must have two or more training images of 28 × 28 pixels, and a label for each',
  ),
  v.check(
    ({ testImages, testLabels }) => testLabels.length >= 1 && testImages.length === testLabels.length * IMAGE_PIXELS,
    'must have one or more test images of 28 × 28 pixels, and a label for each',
  ),
)

const learningRate: v.GenericSchema<number> = v.pipe(
  v.number('must be a number'),
  v.check(
    (rate) => rate >= RANGES.learningRate.least && rate <= RANGES.learningRate.most,
    `must be a number from ${RANGES.learningRate.least} to ${RANGES.learningRate.most}`,
  ),
)

/** A {@link Command} of unknown origin. Messages are the end of a sentence that begins with the field. */
export const commandSchema: v.GenericSchema<Command> = v.variant(
  'type',
  [
    v.object({
      type: v.literal('start'),
      settings: runSettingsSchema,
      checkpoint: v.nullable(checkpointSchema),
      data: v.nullable(dataSchema),
      paused: v.boolean('must be true or false'),
    }),
    v.object({ type: v.literal('pause') }),
    v.object({ type: v.literal('resume') }),
    v.object({ type: v.literal('step') }),
    v.object({ type: v.literal('setLearningRate'), learningRate }),
    v.object({ type: v.literal('checkpoint'), id: wholeNumber }),
    v.object({
      type: v.literal('predict'),
      id: wholeNumber,
      image: v.pipe(
        floats,
        v.check((image) => image.length === IMAGE_PIXELS, `must have ${IMAGE_PIXELS} pixels`),
        v.check((image) => image.every(Number.isFinite), 'must be finite'),
      ),
      mode: v.picklist(['train', 'frozen', 'eval'], 'must be train, frozen or eval'),
    }),
    v.object({ type: v.literal('profile'), id: wholeNumber }),
    v.object({ type: v.literal('stop') }),
  ],
  'is no command of a run',
)

/**
 * A command that was checked.
 *
 * @throws OptionError naming the field that is wrong
 */
export function readCommand(value: unknown): Command {
  const result = v.safeParse(commandSchema, value, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const field = v.getDotPath(issue) ?? 'The command'
  throw new OptionError({
    what: `${field} ${issue.message}${showGiven(issue.input)}.`,
    remedy: 'Correct the setting and start again.',
  })
}

function showGiven(input: unknown): string {
  return typeof input === 'number' || typeof input === 'string' ? `; given was ${String(input).slice(0, 40)}` : ''
}
