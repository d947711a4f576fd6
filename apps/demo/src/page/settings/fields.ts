import * as v from 'valibot'
import {
  CONVENTIONS,
  DEVICES,
  NETWORKS,
  NORMALIZATIONS,
  OPTIMIZERS,
  RANGES,
  type DemoSettings,
} from '../../settings/settings.js'
import { numberSchema } from './number-schema.js'

function oneOf<const Name extends string>(names: readonly Name[]): v.GenericSchema<string, Name> {
  return v.pipe(v.string(), v.picklist(names, `is none of ${names.join(', ')}`))
}

const yesOrNo: v.GenericSchema<string, boolean> = v.pipe(
  v.string(),
  v.picklist(['true', 'false'], 'is neither true nor false'),
  v.transform((text) => text === 'true'),
)

const devices: v.GenericSchema<string, DemoSettings['devices']> = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.array(v.picklist(DEVICES, `is no list of ${DEVICES.join(', ')}`)),
  v.transform((names) => DEVICES.filter((name) => names.includes(name))),
)

/** How each setting is written in a link. */
export const FIELDS: { readonly [Name in keyof DemoSettings]: v.GenericSchema<string, DemoSettings[Name]> } = {
  network: oneOf(NETWORKS),
  normalization: oneOf(NORMALIZATIONS),
  convention: oneOf(CONVENTIONS),
  momentum: numberSchema(RANGES.momentum),
  epsilon: numberSchema(RANGES.epsilon),
  batchSize: numberSchema(RANGES.batchSize),
  learningRate: numberSchema(RANGES.learningRate),
  optimizer: oneOf(OPTIMIZERS),
  l1: numberSchema(RANGES.l1),
  l2: numberSchema(RANGES.l2),
  dropout: numberSchema(RANGES.dropout),
  seed: numberSchema(RANGES.seed),
  epochs: numberSchema(RANGES.epochs),
  devices,
  compareWithout: yesOrNo,
}
