import type { AdamRule, Buffer, KernelArguments } from '../../backend/index.js'
import { map, zip } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'
import { constantOf } from '../constants.js'
import { advance, element } from './progress.js'
import { commit } from './step.js'
import type { RuleStep } from './step.js'

/**
 * Both forms of Adam as p − s·m / (√v + e) with s = rate·√q₂ / q₁: e is ε in the form `keras` and ε·√q₂ in
 * the form `torch`, so the corrections cost a few operations on single numbers and none on parameters.
 */
export function adamStep(workspace: Workspace, args: KernelArguments<'optimize'>, rule: AdamRule): RuleStep {
  const { factor, progress, rate } = args
  const { beta1, beta2 } = rule
  advance(workspace, progress, factor, [beta1, beta2])
  const root = element(workspace, progress, 1)
  map(workspace, 'sqrt', root, root)
  const epsilon = epsilonOf(workspace, rule, root)
  const size = zip(workspace, 'mul', rate, root, root)
  zip(workspace, 'div', size, element(workspace, progress, 0), size)
  return {
    size,
    direction(gradient, [m, v, largest]) {
      const next = workspace.scratch(gradient.length)
      zip(workspace, 'blend', m, gradient, next, { alpha: beta1, beta: 1 - beta1 })
      commit(workspace, factor, next, m)
      map(workspace, 'square', gradient, gradient)
      zip(workspace, 'blend', v, gradient, next, { alpha: beta2, beta: 1 - beta2 })
      commit(workspace, factor, next, v)
      if (rule.amsgrad) commit(workspace, factor, zip(workspace, 'max', largest, v, next), largest)
      map(workspace, 'sqrt', rule.amsgrad ? largest : v, next)
      zip(workspace, 'add', next, epsilon, next)
      return zip(workspace, 'div', m, next, next)
    },
  }
}

function epsilonOf(workspace: Workspace, { form, epsilon }: AdamRule, root: Buffer): Buffer {
  if (form === 'keras') return constantOf(workspace, epsilon)
  return map(workspace, 'linear', root, workspace.scratch(1), epsilon)
}
