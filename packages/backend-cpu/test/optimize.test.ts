import { slotCount, type AdamRule, type OptimizerRule, type RmspropRule, type SgdRule } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, values } = await openDevice()

const SGD: SgdRule = {
  kind: 'sgd',
  momentum: 0.9,
  dampening: 0,
  nesterov: false,
  maximize: false,
  decay: 'coupled',
}
const ADAM: AdamRule = {
  kind: 'adam',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  form: 'torch',
  amsgrad: false,
  maximize: false,
  decay: 'coupled',
}
const RMSPROP: RmspropRule = {
  kind: 'rmsprop',
  rho: 0.9,
  momentum: 0,
  epsilon: 1e-7,
  centered: false,
  maximize: false,
  decay: 'coupled',
}
const RULES: Record<string, OptimizerRule> = {
  'plain sgd': { ...SGD, momentum: 0 },
  'plain sgd, decoupled decay': { ...SGD, momentum: 0, decay: 'decoupled' },
  momentum: SGD,
  'momentum, decoupled decay': { ...SGD, decay: 'decoupled' },
  'dampened momentum': { ...SGD, dampening: 0.4 },
  nesterov: { ...SGD, nesterov: true },
  'adam, torch form': ADAM,
  'adam, keras form': { ...ADAM, form: 'keras' },
  'adam, ascending': { ...ADAM, maximize: true },
  adamw: { ...ADAM, decay: 'decoupled' },
  'amsgrad, torch form': { ...ADAM, amsgrad: true, beta2: 0.6 },
  'amsgrad, keras form': { ...ADAM, amsgrad: true, beta2: 0.6, form: 'keras' },
  rmsprop: RMSPROP,
  'rmsprop with momentum': { ...RMSPROP, momentum: 0.8 },
  'centered rmsprop': { ...RMSPROP, centered: true },
  'centered rmsprop with momentum, decoupled decay': { ...RMSPROP, centered: true, momentum: 0.8, decay: 'decoupled' },
}

/** The documented update of one scalar, with state in float64. */
class Reference {
  #step = 0
  #slots: number[]

  constructor(
    readonly rule: OptimizerRule,
    public p: number,
  ) {
    this.#slots = new Array<number>(slotCount(rule)).fill(0)
  }

  update(gradient: number, rate: number, factor: number, decay: number): void {
    const { rule } = this
    const s = this.#slots
    const g = (rule.maximize ? -1 : 1) * factor * gradient + (rule.decay === 'coupled' ? decay * this.p : 0)
    if (rule.decay === 'decoupled') this.p *= 1 - rate * decay
    this.#step++
    if (rule.kind === 'sgd') {
      if (rule.momentum === 0) this.p -= rate * g
      else {
        s[0] = rule.momentum * s[0] + (this.#step === 1 ? g : (1 - rule.dampening) * g)
        this.p -= rate * (rule.nesterov ? g + rule.momentum * s[0] : s[0])
      }
    } else if (rule.kind === 'adam') {
      s[0] = rule.beta1 * s[0] + (1 - rule.beta1) * g
      s[1] = rule.beta2 * s[1] + (1 - rule.beta2) * g * g
      if (rule.amsgrad) s[2] = Math.max(s[1], s[2])
      const v = rule.amsgrad ? s[2] : s[1]
      const [q1, q2] = [1 - rule.beta1 ** this.#step, 1 - rule.beta2 ** this.#step]
      if (rule.form === 'torch') this.p -= (rate * (s[0] / q1)) / (Math.sqrt(v / q2) + rule.epsilon)
      else this.p -= (rate * (Math.sqrt(q2) / q1) * s[0]) / (Math.sqrt(v) + rule.epsilon)
    } else {
      const average = s.length - 1
      s[0] = rule.rho * s[0] + (1 - rule.rho) * g * g
      if (rule.centered) s[average] = rule.rho * s[average] + (1 - rule.rho) * g
      const variance = rule.centered ? s[0] - s[average] ** 2 : s[0]
      const step = g / (Math.sqrt(variance) + rule.epsilon)
      if (rule.momentum > 0) s[1] = rule.momentum * s[1] + step
      this.p -= rate * (rule.momentum > 0 ? s[1] : step)
    }
  }
}

describe.each(Object.keys(RULES))('%s', (name) => {
  const rule = RULES[name]
  const lengths = [7, 0, 3]
  const decays = [0.01, 0, 0]
  const start = lengths.map((length, i) => randomFloats(length, 10 + i))
  const state = (): Parameters<typeof kernels.optimize>[0] => ({
    parameters: start.map((p) => floats(p)),
    gradients: start.map((p, i) => floats(randomFloats(p.length, 20 + i))),
    slots: lengths.map((length) => Array.from({ length: slotCount(rule) }, () => floats(new Array(length).fill(0)))),
    progress: floats([0, 0]),
    rate: floats([0.05]),
    factor: floats([0.5]),
    rule,
    decays,
  })

  test('follows its documented update for six steps', () => {
    const args = state()
    const references = start.map((p) => p.map((value) => new Reference(rule, value)))
    for (let step = 0; step < 6; step++) {
      const gradients = lengths.map((length, i) => randomFloats(length, 100 + 10 * step + i))
      kernels.optimize({ ...args, gradients: gradients.map((g) => floats(g)) })
      gradients.forEach((g, i) =>
        g.forEach((value, j) => references[i][j].update(value, Math.fround(0.05), 0.5, decays[i])),
      )
    }
    references.forEach((parameter, i) => {
      expectClose(
        values(args.parameters[i]),
        parameter.map(({ p }) => p),
        { relative: 1e-5, absolute: 2e-6 },
      )
    })
    const betas = rule.kind === 'adam' ? [rule.beta1, rule.beta2] : [0, 0]
    expectClose(
      values(args.progress),
      betas.map((beta) => 1 - beta ** 6),
    )
  })

  test('factor 0 leaves every bit, whatever the gradients hold', () => {
    const args = state()
    kernels.optimize(args)
    const all = [...args.parameters, ...args.slots.flat(), args.progress]
    const before = all.map(values)
    const gradients = lengths.map((length) => floats(new Array(length).fill(NaN)))
    kernels.optimize({ ...args, gradients, factor: floats([0]) })
    expect(all.map(values)).toEqual(before)
  })
})

test('a constant gradient does not make centered rmsprop NaN', () => {
  const args = {
    parameters: [floats([1])],
    gradients: [floats([0.1])],
    slots: [[floats([0]), floats([0])]],
    progress: floats([0, 0]),
    rate: floats([1e-3]),
    factor: floats([1]),
    decays: [0],
    rule: { ...RMSPROP, centered: true, epsilon: 1e-3 },
  }
  for (let step = 0; step < 500; step++) kernels.optimize(args)
  expect(values(args.parameters[0])[0]).toBeLessThan(1)
})
