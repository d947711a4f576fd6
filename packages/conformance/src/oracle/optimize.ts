import type { AdamRule, OptimizerRule, RmspropRule, SgdRule } from '@evenkeel/core/backend'
import type { Oracle, Reference } from './reference.js'

/** One element of a parameter with its slots, and for each the magnitude of what was added up in it. */
interface Element {
  parameter: number
  magnitude: number
  readonly slots: number[]
  readonly slotMagnitudes: number[]
}

function subtract(element: Element, step: number): void {
  element.parameter -= step
  element.magnitude += Math.abs(step)
}

/** The gradient after coupled decay, and the magnitude of the two terms in it, which may cancel. */
interface Gradient {
  readonly value: number
  readonly magnitude: number
}

/** A slot becomes the sum of two terms. `blur` ≥ |added| says of what size `added` was computed. */
function accumulate(element: Element, slot: number, kept: number, added: number, blur: number): number {
  element.slots[slot] = kept + added
  element.slotMagnitudes[slot] = Math.abs(kept) + Math.abs(blur)
  return kept + added
}

/** progress is that from before the step. */
function sgd(rule: SgdRule, element: Element, { value: g, magnitude }: Gradient, rate: number, progress: number): void {
  if (rule.momentum === 0) return subtract(element, rate * g)
  const share = 1 - rule.dampening * progress
  const velocity = accumulate(element, 0, rule.momentum * element.slots[0], share * g, share * magnitude)
  subtract(element, rate * (rule.nesterov ? g + rule.momentum * velocity : velocity))
}

/** q1 and q2 are progress from after the update, 1 − β₁ᵗ and 1 − β₂ᵗ. */
function adam(
  rule: AdamRule,
  element: Element,
  { value: g, magnitude }: Gradient,
  rate: number,
  q1: number,
  q2: number,
): void {
  const { slots } = element
  const m = accumulate(element, 0, rule.beta1 * slots[0], (1 - rule.beta1) * g, (1 - rule.beta1) * magnitude)
  const share = 1 - rule.beta2
  const v = accumulate(element, 1, rule.beta2 * slots[1], share * g * g, share * g * magnitude)
  if (rule.amsgrad) accumulate(element, 2, Math.max(slots[2], v), 0, 0)
  const second = rule.amsgrad ? slots[2] : v
  const step =
    rule.form === 'torch'
      ? m / q1 / (Math.sqrt(second / q2) + rule.epsilon)
      : ((Math.sqrt(q2) / q1) * m) / (Math.sqrt(second) + rule.epsilon)
  subtract(element, rate * step)
}

function rmsprop(rule: RmspropRule, element: Element, { value: g, magnitude }: Gradient, rate: number): void {
  const { slots } = element
  const square = accumulate(element, 0, rule.rho * slots[0], (1 - rule.rho) * g * g, (1 - rule.rho) * g * magnitude)
  const averageAt = rule.momentum > 0 ? 2 : 1
  if (rule.centered)
    accumulate(element, averageAt, rule.rho * slots[averageAt], (1 - rule.rho) * g, (1 - rule.rho) * magnitude)
  const spread = rule.centered ? square - slots[averageAt] ** 2 : square
  const step = g / (Math.sqrt(spread) + rule.epsilon)
  if (rule.momentum === 0) return subtract(element, rate * step)
  subtract(element, rate * accumulate(element, 1, rule.momentum * slots[1], step, step))
}

function advance(rule: OptimizerRule, progress: ArrayLike<number>): [number, number] {
  const [beta1, beta2] = rule.kind === 'adam' ? [rule.beta1, rule.beta2] : [0, 0]
  return [beta1 * progress[0] + (1 - beta1), beta2 * progress[1] + (1 - beta2)]
}

export const optimize: Oracle<'optimize'> = (args) => {
  const { parameters, gradients, slots, progress, rate, factor, rule, decays } = args
  const dropped = factor[0] === 0
  const next: readonly [number, number] = dropped ? [progress[0], progress[1]] : advance(rule, progress)
  const references: Record<string, Reference> = { progress: { values: next } }
  parameters.forEach((parameter, p) => {
    const values = Float64Array.from(parameter)
    const scale = values.map(Math.abs)
    const slotValues = slots[p].map((slot) => Float64Array.from(slot))
    const slotScales = slotValues.map((slot) => slot.map(Math.abs))
    for (let i = 0; i < values.length && !dropped; i++) {
      const element: Element = {
        parameter: values[i],
        magnitude: scale[i],
        slots: slotValues.map((slot) => slot[i]),
        slotMagnitudes: slotScales.map((slot) => slot[i]),
      }
      step(rule, element, factor[0] * gradients[p][i], rate[0], decays[p], progress, next)
      values[i] = element.parameter
      scale[i] = element.magnitude
      element.slots.forEach((value, s) => {
        slotValues[s][i] = value
        slotScales[s][i] = element.slotMagnitudes[s]
      })
    }
    references[`parameters[${p}]`] = { values, scale }
    slotValues.forEach((slot, s) => {
      references[`slots[${p}][${s}]`] = { values: slot, scale: slotScales[s] }
    })
  })
  return references
}

function step(
  rule: OptimizerRule,
  element: Element,
  gradient: number,
  rate: number,
  decay: number,
  before: ArrayLike<number>,
  after: readonly [number, number],
): void {
  const direct = rule.maximize ? -gradient : gradient
  const coupled = rule.decay === 'coupled' ? decay * element.parameter : 0
  const g: Gradient = { value: direct + coupled, magnitude: Math.abs(direct) + Math.abs(coupled) }
  if (rule.decay === 'decoupled') element.parameter *= 1 - rate * decay
  if (rule.kind === 'sgd') sgd(rule, element, g, rate, before[0])
  else if (rule.kind === 'adam') adam(rule, element, g, rate, ...after)
  else rmsprop(rule, element, g, rate)
}
