import { beforeAll, describe, expect, test } from 'vitest'
import type { AdamRule, OptimizerRule, RmspropRule, SgdRule } from '../../src/backend/index.js'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { normals } from './support/numbers.js'
import { optimization } from './support/optimization.js'
import { oracleStep, slotNames } from './support/optimizers.js'
import type { OptimizerState } from './support/optimizers.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

const SGD: SgdRule = {
  kind: 'sgd',
  maximize: false,
  decay: 'coupled',
  momentum: 0,
  dampening: 0,
  nesterov: false,
}
const ADAM: AdamRule = {
  kind: 'adam',
  maximize: false,
  decay: 'coupled',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  form: 'torch',
  amsgrad: false,
}
const RMSPROP: RmspropRule = {
  kind: 'rmsprop',
  maximize: false,
  decay: 'coupled',
  rho: 0.9,
  momentum: 0,
  epsilon: 1e-7,
  centered: false,
}
const RULES: [string, OptimizerRule][] = [
  ['sgd', SGD],
  ['sgd with momentum', { ...SGD, momentum: 0.9 }],
  ['sgd with dampening', { ...SGD, momentum: 0.9, dampening: 0.3 }],
  ['sgd with nesterov', { ...SGD, momentum: 0.9, nesterov: true }],
  ['sgd with nesterov and dampening', { ...SGD, momentum: 0.8, dampening: 0.1, nesterov: true }],
  ['sgd uphill with decoupled decay', { ...SGD, momentum: 0.5, maximize: true, decay: 'decoupled' }],
  ['adam, torch', ADAM],
  ['adam, keras', { ...ADAM, form: 'keras', epsilon: 1e-7 }],
  ['adam, torch, large epsilon', { ...ADAM, epsilon: 0.1 }],
  ['adam, keras, large epsilon', { ...ADAM, form: 'keras', epsilon: 0.1 }],
  ['amsgrad, torch', { ...ADAM, amsgrad: true, beta2: 0.5 }],
  ['amsgrad, keras', { ...ADAM, amsgrad: true, beta2: 0.5, form: 'keras' }],
  ['adamw', { ...ADAM, decay: 'decoupled' }],
  ['adam uphill', { ...ADAM, maximize: true }],
  ['rmsprop', RMSPROP],
  ['rmsprop with momentum', { ...RMSPROP, momentum: 0.9 }],
  ['rmsprop, centered', { ...RMSPROP, centered: true }],
  ['rmsprop, centered with momentum', { ...RMSPROP, centered: true, momentum: 0.9 }],
  ['rmsprop uphill with decoupled decay', { ...RMSPROP, maximize: true, decay: 'decoupled' }],
]

const START = [normals(7, 1), normals(3, 2), normals(5, 3)]
const DECAYS = [0.1, 0, 0.02]
const RATES = [0.01, 0.02, 0.005, 0.01, 0.01]
const FACTORS = [1, 0.5, 1, 0.25, 1]

function gradientsOf(step: number): number[][] {
  return START.map(({ length }, i) => normals(length, 100 + 10 * step + i))
}

describe.each(RULES)('%s', (_, rule) => {
  test('follows its formulas over five steps with clipping and decay', () => {
    const device = optimization(lab, rule, START, DECAYS)
    const states = START.map((parameter): OptimizerState => ({
      parameter: [...parameter],
      slots: Object.fromEntries(slotNames(rule).map((name) => [name, parameter.map(() => 0)])),
      steps: 0,
    }))
    RATES.forEach((rate, t) => {
      device.step(gradientsOf(t), { rate, factor: FACTORS[t] })
      states.forEach((state, i) => {
        oracleStep(rule, state, gradientsOf(t)[i], { rate, factor: FACTORS[t], decay: DECAYS[i] })
        expectClose(device.parameters()[i], state.parameter, { rtol: 1e-5, atol: 2e-6 })
      })
    })
    states.forEach((state, i) => {
      slotNames(rule).forEach((name, s) => {
        expectClose(device.slots()[i][s], state.slots[name], { rtol: 2e-5, atol: 2e-6 })
      })
    })
  })

  test.each([
    ['first', 0],
    ['third', 2],
  ])('factor 0 in the %s step keeps every bit, whatever the gradients hold', (_, before) => {
    const device = optimization(lab, rule, [[1, -0, 0, 1e-40], ...START.slice(1)], DECAYS)
    const gradients = (t: number) => gradientsOf(t).map((gradient, i) => (i === 0 ? gradient.slice(0, 4) : gradient))
    for (let t = 0; t < before; t++) device.step(gradients(t), { rate: 0.01 })
    const exact = device.exact()
    for (const bad of [NaN, Infinity, -Infinity, 3e38]) {
      device.step(
        gradients(9).map((gradient) => gradient.map(() => bad)),
        { rate: 0.01, factor: 0 },
      )
      expect(device.exact()).toBe(exact)
    }
    device.step(gradients(9), { rate: 0.01, factor: 0 })
    expect(device.exact()).toBe(exact)
  })

  test('a dropped step is as one that never was', () => {
    const [straight, interrupted] = [0, 1].map(() => optimization(lab, rule, START, DECAYS))
    for (let t = 0; t < 4; t++) {
      straight.step(gradientsOf(t), { rate: 0.01 })
      interrupted.step(gradientsOf(t), { rate: 0.01 })
      interrupted.step(
        gradientsOf(50).map((gradient) => gradient.map(() => NaN)),
        { rate: 0.01, factor: 0 },
      )
    }
    expect(interrupted.exact()).toBe(straight.exact())
  })

  test('a NaN that is not dropped stays in its element', () => {
    const device = optimization(lab, rule, [[1, 2, 3]])
    device.step([[1, NaN, 1]], { rate: 0.01 })
    expect(device.parameters()[0].map(Number.isNaN)).toEqual([false, true, false])
  })

  test('parameters of no elements, and no parameters, are legal', () => {
    const device = optimization(lab, rule, [[], [1]])
    device.step([[], [1]], { rate: 0.01 })
    expect(device.parameters()[0]).toEqual([])
    optimization(lab, rule, []).step([], { rate: 0.01 })
  })
})

describe('progress', () => {
  test('of Adam is 1 − βᵗ from the first step to the last', () => {
    const device = optimization(lab, ADAM, [[1]])
    for (let t = 1; t <= 3000; t++) {
      device.step([[1]], { rate: 0 })
      if (![1, 2, 10, 100, 3000].includes(t)) continue
      expectClose(device.progress(), [1 - 0.9 ** t, 1 - 0.999 ** t], { rtol: t < 50 ? 1e-6 : 2e-5, atol: 0 })
    }
  })

  test.each([SGD, RMSPROP])('of $kind is 0 before the first committed step and 1 after it', (rule) => {
    const device = optimization(lab, rule, [[1]])
    device.step([[1]], { rate: 0.1, factor: 0 })
    expect(device.progress()).toEqual([0, 0])
    device.step([[1]], { rate: 0.1 })
    expect(device.progress()).toEqual([1, 1])
  })
})

describe('rmsprop, centered', () => {
  test('stays finite where rounding leaves square − average² below 0', () => {
    // With ρ = 0.5 a constant gradient of 0.77 does so from the 25th step on in float32.
    const device = optimization(lab, { ...RMSPROP, rho: 0.5, centered: true }, [[1]])
    for (let t = 0; t < 40; t++) device.step([[0.77]], { rate: 1e-9 })
    expect(device.parameters()[0].every(Number.isFinite)).toBe(true)
  })
})
