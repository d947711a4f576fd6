import type { KernelArguments, SgdRule } from '../../backend/index.js'
import { map, ones, zip } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'
import { element } from './progress.js'
import { commit } from './step.js'
import type { RuleStep } from './step.js'

/** Gradient descent with momentum, dampening and Nesterov's look-ahead; see `SgdRule`. */
export function sgdStep(workspace: Workspace, args: KernelArguments<'optimize'>, rule: SgdRule): RuleStep {
  const { factor, progress, rate } = args
  const { momentum, dampening, nesterov } = rule
  const share = dampening === 0 ? null : element(workspace, progress, 0)
  if (share !== null) map(workspace, 'linear', share, share, -dampening, 1)
  commit(workspace, factor, ones(workspace, 2), progress)
  return {
    size: rate,
    direction(gradient, [velocity]) {
      if (momentum === 0) return gradient
      const next = workspace.scratch(gradient.length)
      const push = share === null ? gradient : zip(workspace, 'mul', gradient, share, next)
      zip(workspace, 'blend', velocity, push, next, { alpha: momentum, beta: 1 })
      commit(workspace, factor, next, velocity)
      if (!nesterov) return next
      return zip(workspace, 'blend', gradient, next, gradient, { alpha: 1, beta: momentum })
    },
  }
}
