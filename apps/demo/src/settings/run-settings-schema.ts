import * as v from 'valibot'
import { CONVENTIONS, NETWORKS, NORMALIZATIONS, OPTIMIZERS, RANGES, type Range, type RunSettings } from './settings.js'

function numberIn({ least, most, integer }: Range): v.GenericSchema<number> {
  const kind = integer ? 'a whole number' : 'a number'
  const fits = (value: number): boolean => value >= least && value <= most && (!integer || Number.isInteger(value))
  return v.pipe(
    v.number(`must be ${kind} from ${least} to ${most}`),
    v.check(fits, `must be ${kind} from ${least} to ${most}`),
  )
}

function oneOf<Name extends string>(names: readonly Name[]): v.GenericSchema<Name> {
  return v.picklist(names, `must be one of ${names.join(', ')}`)
}

/** Settings that came over a wire or from another thread; messages are the end of a sentence that begins with the field. */
export const runSettingsSchema: v.GenericSchema<RunSettings> = v.object({
  network: oneOf(NETWORKS),
  normalization: oneOf(NORMALIZATIONS),
  convention: oneOf(CONVENTIONS),
  momentum: v.nullable(numberIn(RANGES.momentum)),
  epsilon: v.nullable(numberIn(RANGES.epsilon)),
  batchSize: numberIn(RANGES.batchSize),
  learningRate: numberIn(RANGES.learningRate),
  optimizer: oneOf(OPTIMIZERS),
  l1: numberIn(RANGES.l1),
  l2: numberIn(RANGES.l2),
  dropout: numberIn(RANGES.dropout),
  seed: numberIn(RANGES.seed),
  epochs: numberIn(RANGES.epochs),
})
