import { ACTIVATION_SAVES } from '@evenkeel/core/backend'
import type { Activation } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/data/seeded.js'
import { activationValue } from '../../src/oracle/activations.js'
import { erf } from '../../src/oracle/erf.js'
import { ORACLES } from '../../src/oracle/index.js'
import { expectGradient } from './slopes.js'
import { exactly, expectOutput, has, input, vectorCases } from './vectors.js'
import type { VectorCase } from './vectors.js'

const BY_NAME: Readonly<Record<string, Activation>> = {
  ReLU: 'relu',
  ReLU6: 'relu6',
  LeakyReLU: 'leakyRelu',
  ELU: 'elu',
  Sigmoid: 'sigmoid',
  Tanh: 'tanh',
  GELU: 'gelu',
  SiLU: 'silu',
  Hardswish: 'hardSwish',
  Mish: 'mish',
  Softplus: 'softplus',
}

function activationOf({ op, attributes }: VectorCase): Activation | undefined {
  if (op === 'GELU' && attributes['approximate'] === 'tanh') return 'geluTanh'
  return op === 'Softplus' && attributes['beta'] !== 1 ? undefined : BY_NAME[op]
}

/** PyTorch's softplus is linear above 20; the contract does not say what the slope of hardSwish is at ±3. */
const OTHER_SLOPES = ['softplus_grid', 'hardswish_grid']

const savedOf = (activation: Activation, x: Float32Array, alpha: number): Float32Array =>
  ACTIVATION_SAVES[activation] === 'input'
    ? x
    : exactly(Array.from(x, (value) => activationValue(activation, value, alpha)))

describe('activations of the oracle', () => {
  for (const vector of vectorCases('activations')) {
    const activation = activationOf(vector)
    if (activation === undefined || vector.name.endsWith('_special')) continue
    test(`${vector.name} as in PyTorch`, () => {
      const alpha = Number(vector.attributes['negativeSlope'] ?? vector.attributes['alpha'] ?? 0)
      const x = input(vector, 'x')
      expectOutput(vector, 'y', ORACLES.activate({ x, y: x, activation, alpha })['y'].values)
      if (!has(vector, 'dx') || OTHER_SLOPES.includes(vector.name)) return
      const args = { dy: input(vector, 'dy'), saved: savedOf(activation, x, alpha), dx: x, activation, alpha }
      expectOutput(vector, 'dx', ORACLES.activateGradient(args)['dx'].values)
    })
  }

  test.each(Object.keys(ACTIVATION_SAVES) as Activation[])('%s has the slope its gradient says', (activation) => {
    const alpha = 0.3
    const [x, dy] = [exactly(seeded(1).normal(40, 0, 2)), exactly(seeded(2).normal(40))]
    const forward = (at: Float32Array): ArrayLike<number> =>
      ORACLES.activate({ x: at, y: at, activation, alpha })['y'].values
    const args = { dy, saved: savedOf(activation, x, alpha), dx: x, activation, alpha }
    expectGradient(forward, x, dy, ORACLES.activateGradient(args)['dx'].values)
  })

  test('erf as tabulated (Abramowitz and Stegun, table 7.1)', () => {
    expect(erf(0.5)).toBeCloseTo(0.5204998778, 10)
    expect(erf(1)).toBeCloseTo(0.8427007929, 10)
    expect(erf(-1.9)).toBeCloseTo(-0.9927904292, 10)
  })
})
