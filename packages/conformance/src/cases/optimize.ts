import type { HostArray, OptimizerRule } from '@evenkeel/core/backend'
import { slotCount } from '@evenkeel/core/backend'
import { checkCall } from '../call/check.js'
import { floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { perform } from '../call/perform.js'
import type { Outputs } from '../call/perform.js'
import { firstDifference } from '../call/sentinel.js'
import type { Case } from '../case.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { NonConformance } from '../non-conformance.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'
import { OPTIMIZER_RULES } from './optimizer-rules.js'

type Step = HostArguments<'optimize'>

/** A first step: zero slots and zero progress. */
function first(rule: OptimizerRule, lengths: readonly number[], draw: Seeded, decay: number = 0.01): Step {
  return {
    parameters: lengths.map((length) => draw.normal(length)),
    gradients: lengths.map((length) => draw.normal(length, 0.2)),
    slots: lengths.map((length) => Array.from({ length: slotCount(rule) }, () => new Float32Array(length))),
    progress: floats(0, 0),
    rate: floats(0.01),
    factor: floats(1),
    rule,
    decays: lengths.map((_, p) => (p % 2 === 0 ? decay : 0)),
  }
}

/** The state that a step left, with new gradients. */
function next(step: Step, outputs: Outputs, draw: Seeded): Step {
  return {
    ...step,
    parameters: step.parameters.map((_, p) => outputs[`parameters[${p}]`]),
    slots: step.slots.map((slots, p) => slots.map((_, s) => outputs[`slots[${p}][${s}]`])),
    progress: outputs['progress'],
    gradients: step.gradients.map((gradient) => draw.normal(gradient.length, 0.2)),
  }
}

const LENGTHS = [37, 1, 12]

/** Five steps, each from the state the backend's own last step left, so that errors do not add up. */
function severalSteps(name: string, rule: OptimizerRule): Case {
  return {
    name: `${name}, five steps`,
    kernel: 'optimize',
    mode: 'check',
    subjects: () => [`optimize:${rule.kind}`],
    run: async (implementation) => {
      const draw = seeded(321)
      let step = first(rule, LENGTHS, draw)
      for (let t = 0; t < 5; t++) {
        const outputs = await checkCall(implementation, 'optimize', step)
        step = next(step, outputs, draw)
      }
    },
  }
}

/** A step that the guard dropped: nothing moves, whatever the gradients and the rate hold. */
function droppedStep(name: string, rule: OptimizerRule): Case {
  return {
    name: `${name}, factor 0 changes no bit`,
    kernel: 'optimize',
    mode: 'check',
    subjects: () => [`optimize:${rule.kind}`],
    run: async (implementation) => {
      const draw = seeded(322)
      const start = first(rule, LENGTHS, draw)
      const before = next(start, await perform(implementation, 'optimize', start), draw)
      const bad = before.gradients.map((gradient) => planted(gradient as Float32Array, { 0: NaN, 5: Infinity }))
      const args = { ...before, gradients: bad, factor: floats(0) }
      const after = next(before, await perform(implementation, 'optimize', args), draw)
      demandSame(name, statesOf(before), statesOf(after))
    },
  }
}

function statesOf(step: Step): readonly (readonly [string, HostArray])[] {
  return [
    ['progress', step.progress],
    ...step.parameters.map((parameter, p) => [`parameters[${p}]`, parameter] as const),
    ...step.slots.flatMap((slots, p) => slots.map((slot, s) => [`slots[${p}][${s}]`, slot] as const)),
  ]
}

function demandSame(
  name: string,
  before: readonly (readonly [string, HostArray])[],
  after: readonly (readonly [string, HostArray])[],
): void {
  before.forEach(([path, content], i) => {
    const at = firstDifference(after[i][1], content)
    if (at < 0) return
    const moved = `${path}[${at}] moved from ${content[at]} to ${after[i][1][at]}`
    throw new NonConformance('optimize', `${name}: factor 0 drops the step, but ${moved}`)
  })
}

const [{ rule: SGD }] = OPTIMIZER_RULES
const singles: readonly CallCase<'optimize'>[] = [
  { name: 'no parameters', arguments: () => first(SGD, [], seeded(323)) },
  { name: 'a parameter without elements', arguments: () => first(SGD, [3, 0, 2], seeded(324)) },
  ...OPTIMIZER_RULES.map(({ name, rule }) => ({
    name: `${name}, gradients clipped to a tenth`,
    arguments: () => ({ ...first(rule, LENGTHS, seeded(325)), factor: floats(0.1) }),
  })),
  ...OPTIMIZER_RULES.map(({ name, rule }) => ({
    name: `${name}, no decay`,
    arguments: () => first(rule, LENGTHS, seeded(326), 0),
  })),
]

export const optimize: KernelSuite = kernelSuite({
  kernel: 'optimize',
  sample: () => first(OPTIMIZER_RULES[7].rule, [10_007, 64, 1], seeded(1)),
  empty: OPTIMIZER_RULES.map(
    ({ rule }) =>
      () =>
        first(rule, [0, 0], seeded(2)),
  ),
  checks: singles,
  further: OPTIMIZER_RULES.flatMap(({ name, rule }) => [severalSteps(name, rule), droppedStep(name, rule)]),
  fuzz: (draw) => {
    const { rule } = draw.pick(OPTIMIZER_RULES)
    const lengths = Array.from({ length: draw.integer(0, 5) }, () => draw.size(1031))
    return { ...first(rule, lengths, draw, draw.pick([0, 0.01, 0.1])), rate: floats(draw.between(1e-4, 0.1)) }
  },
  timed: [
    {
      name: 'adam over 50,890 parameters',
      arguments: () => first(OPTIMIZER_RULES[7].rule, [50_176, 64, 64, 576, 10], seeded(3)),
      work: 28 * 50_890,
      unit: 'GB/s',
    },
  ],
})
