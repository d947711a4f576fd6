import type { Buffer, Kernels, OptimizerRule } from '@evenkeel/core/backend'
import { bits, roots } from '../../glsl/index.js'
import type { Gpu } from '../../gpu.js'
import { numbersOf, ruleSource, variantOf, type Variant } from './rules.js'

/** How a parameter is decayed, if at all. */
type Decay = OptimizerRule['decay'] | 'none'

type Key = Variant & { readonly maximize: boolean; readonly decay: Decay }

/** Old and new names of the parameter and of the slots; the longest rule keeps three. */
const SLOTS = ['slots0', 'slots1', 'slots2'] as const
const NEW_SLOTS = ['newSlots0', 'newSlots1', 'newSlots2'] as const

const LANE_NAMES = [...'xyzw']

/** GLSL of one element's step: p and its slots become pNext and theirs. */
function elementStep(key: Key): string {
  const { maximize, decay } = key
  const { slots, statements } = ruleSource(key)
  const numbered = (type: string, name: string): string[] =>
    Array.from({ length: slots }, (_, s) => `${type} ${name}${s}`)
  const state = [
    'float p',
    'float gradient',
    ...numbered('float', 'slot'),
    'float size',
    'float scale',
    'float q1',
    'float q2',
  ]
  const results = ['out float pNext', ...numbered('out float', 'next')]
  return `
    void advance(${[...state, ...results].join(', ')}) {
      float g = ${maximize ? '-' : ''}(scale * gradient);
      ${decay === 'coupled' ? 'g += lambda * p;' : ''}
      float change;
      ${statements}
      pNext = p${decay === 'decoupled' ? ' * (1.0 - size * lambda)' : ''} - size * change;
    }`
}

/** All slots in one launch with the parameter; with factor 0 they stay, bit for bit. */
function wholeStep(slots: number): string {
  const numbers = Array.from({ length: slots }, (_, s) => s)
  const lanes = LANE_NAMES.map((lane) => {
    const old = numbers.map((s) => `s${s}.${lane}, `).join('')
    const next = numbers.map((s) => `, newSlots${s}.${lane}`).join('')
    return `advance(p.${lane}, g.${lane}, ${old}size, scale, q.x, q.y, newParameter.${lane}${next});`
  })
  return `
    vec4 p = parameterTexel(t);
    vec4 g = gradientTexel(t);
    newParameter = p;
    ${numbers.map((s) => `vec4 s${s} = slots${s}Texel(t); newSlots${s} = s${s};`).join('\n')}
    float size = rate(0);
    float scale = factor(0);
    vec4 q = progressTexel(0);
    if (scale == 0.0) return;
    ${lanes.join('\n')}`
}

/** One launch for each parameter, with a render target for it and one for each of its slots. */
export function createOptimize(gpu: Gpu): NonNullable<Kernels['optimize']> {
  const programs = gpu.family((key: Key) => {
    const { slots, numbers } = ruleSource(key)
    return {
      name: `optimize ${key.kind}`,
      reads: ['parameter', 'gradient', 'progress', 'rate', 'factor', ...SLOTS],
      writes: ['newParameter', ...NEW_SLOTS.slice(0, slots)],
      floats: ['lambda', ...numbers],
      functions: [bits, roots],
      helpers: elementStep(key),
      texel: wholeStep(slots),
    }
  })
  const advance = gpu.program({
    name: 'optimize, progress',
    reads: ['progress', 'factor'],
    writes: ['newProgress'],
    floats: ['beta1', 'rest1', 'beta2', 'rest2'],
    texel: `
      vec4 q = progressTexel(t);
      newProgress = q;
      if (factor(0) == 0.0) return;
      newProgress = vec4(beta1 * q.x + rest1, beta2 * q.y + rest2, q.zw);`,
  })
  return ({ parameters, gradients, slots, progress, rate, factor, rule, decays }) => {
    const variant = variantOf(rule)
    const numbers = numbersOf(rule)
    const { maximize } = rule
    const shared = { progress, rate, factor, ...numbers }
    const advanceProgress = (): void => advance.launch({ progress, factor, newProgress: progress, ...numbers })
    if (rule.kind === 'adam') advanceProgress()
    parameters.forEach((parameter, i) => {
      const slot = (s: number): Buffer => slots[i][s] ?? parameter
      const own = { parameter, gradient: gradients[i], slots0: slot(0), slots1: slot(1), slots2: slot(2) }
      const next = { newParameter: parameter, newSlots0: slot(0), newSlots1: slot(1), newSlots2: slot(2) }
      const program = programs({ ...variant, maximize, decay: decays[i] === 0 ? 'none' : rule.decay })
      program.launch({ ...shared, ...own, ...next, lambda: decays[i] })
    })
    if (rule.kind !== 'adam') advanceProgress()
  }
}
