import { expect, test } from 'vitest'
import { OptionError } from '../../src/errors.js'
import {
  constant,
  randomNormal,
  randomUniform,
  resolveInitializer,
  truncatedNormal,
  varianceScaling,
  type InitializerName,
} from '../../src/initializers/index.js'

test.each([
  'zeros',
  'ones',
  'randomUniform',
  'randomNormal',
  'truncatedNormal',
  'varianceScaling',
  'glorotUniform',
  'glorotNormal',
  'heUniform',
  'heNormal',
  'lecunUniform',
  'lecunNormal',
  'orthogonal',
] as const)("'%s' is the initializer of that name", (name) => {
  expect(resolveInitializer(name).name).toBe(name)
})

test('an initializer is itself', () => {
  const initializer = constant(3)
  expect(resolveInitializer(initializer)).toBe(initializer)
})

test.each(['glorot_uniform', 'toString', undefined, 0])('%s is refused with the list of names', (given) => {
  const run = () => resolveInitializer(given as InitializerName)
  expect(run).toThrow(OptionError)
  expect(run).toThrow(new RegExp(`no initializer .*${String(given)}.*zeros, .*glorotUniform, .*orthogonal`))
})

test.each([
  ['a constant that is no number', () => constant(NaN)],
  ['a maximum below the minimum', () => randomUniform({ min: 1, max: 0 })],
  ['an infinite limit', () => randomUniform({ max: Infinity })],
  ['a negative standard deviation', () => randomNormal({ stddev: -1 })],
  ['a mean that is no number', () => truncatedNormal({ mean: NaN })],
  ['a scale of 0', () => varianceScaling({ scale: 0 })],
  ['an unknown mode', () => varianceScaling({ mode: 'fan_in' as never })],
  ['an unknown distribution', () => varianceScaling({ distribution: 'normal' as never })],
])('%s is refused', (_, run) => {
  expect(run).toThrow(OptionError)
})
