import { beforeAll, describe, expect, test } from 'vitest'
import type { FusibleActivation } from '../../src/backend/index.js'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { normals } from './support/numbers.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

const [ROWS, INPUTS, UNITS] = [4, 5, 3]
const x = normals(ROWS * INPUTS, 1)
const weight = normals(INPUTS * UNITS, 2)
const bias = normals(UNITS, 3)

function dense(options: { bias: readonly number[] | null; activation: FusibleActivation | null; alpha?: number }) {
  const y = lab.empty(ROWS * UNITS)
  lab.run('dense', {
    x: lab.floats(x),
    weight: lab.floats(weight),
    bias: options.bias === null ? null : lab.floats(options.bias),
    y,
    rows: ROWS,
    inputs: INPUTS,
    units: UNITS,
    activation: options.activation,
    alpha: options.alpha ?? 0,
  })
  return lab.values(y)
}

/** Σᵢ x[r][i]·W[i][u] + bias[u] */
const products = Array.from({ length: ROWS * UNITS }, (_, at) => {
  const [row, unit] = [Math.floor(at / UNITS), at % UNITS]
  let sum = bias[unit]
  for (let i = 0; i < INPUTS; i++) sum += x[row * INPUTS + i] * weight[i * UNITS + unit]
  return sum
})

describe('dense', () => {
  test('is x · W + bias', () => {
    expectClose(dense({ bias, activation: null }), products)
  })

  test('without a bias is x · W', () => {
    const without = products.map((sum, at) => sum - bias[at % UNITS])
    expectClose(dense({ bias: null, activation: null }), without)
  })

  test('applies its activation last', () => {
    expectClose(dense({ bias, activation: 'tanh' }), products.map(Math.tanh))
    const leaky = products.map((sum) => (sum > 0 ? sum : 0.2 * sum))
    expectClose(dense({ bias, activation: 'leakyRelu', alpha: 0.2 }), leaky)
  })

  test('of no rows writes nothing', () => {
    const y = lab.empty(0)
    const shape = { rows: 0, inputs: INPUTS, units: UNITS, activation: 'relu', alpha: 0 } as const
    lab.run('dense', { x: lab.floats([]), weight: lab.floats(weight), bias: lab.floats(bias), y, ...shape })
    expect(lab.values(y)).toEqual([])
  })

  test('without inputs is the bias', () => {
    const y = lab.empty(UNITS)
    const shape = { rows: 1, inputs: 0, units: UNITS, activation: null, alpha: 0 }
    lab.run('dense', { x: lab.floats([]), weight: lab.floats([]), bias: lab.floats(bias), y, ...shape })
    expect(lab.values(y)).toEqual(bias)
  })
})
