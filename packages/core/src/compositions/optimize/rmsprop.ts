import type { Buffer, KernelArguments, RmspropRule } from '../../backend/index.js'
import { map, ones, zeros, zip } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'
import { commit } from './step.js'
import type { RuleStep } from './step.js'

/**
 * g / (√square + ε), with momentum, and centered by the running average (Tieleman and Hinton 2012; Graves
 * 2013).
 */
export function rmspropStep(workspace: Workspace, args: KernelArguments<'optimize'>, rule: RmspropRule): RuleStep {
  const { factor, progress, rate } = args
  const { rho, momentum, epsilon, centered } = rule
  commit(workspace, factor, ones(workspace, 2), progress)
  return {
    size: rate,
    direction(gradient, slots) {
      const { square, velocity, average } = namedSlots(slots, rule)
      const root = map(workspace, 'square', gradient, workspace.scratch(gradient.length))
      zip(workspace, 'blend', square, root, root, { alpha: rho, beta: 1 - rho })
      commit(workspace, factor, root, square)
      if (centered) subtractSquaredAverage(workspace, factor, average, gradient, rho, root)
      map(workspace, 'sqrt', root, root)
      map(workspace, 'linear', root, root, 1, epsilon)
      const step = zip(workspace, 'div', gradient, root, gradient)
      if (momentum === 0) return step
      zip(workspace, 'blend', velocity, step, step, { alpha: momentum, beta: 1 })
      commit(workspace, factor, step, velocity)
      return step
    },
  }
}

/** root ← max(0, root − average²): rounding may leave a constant gradient with a variance just below 0. */
function subtractSquaredAverage(
  workspace: Workspace,
  factor: Buffer,
  average: Buffer,
  gradient: Buffer,
  rho: number,
  root: Buffer,
): void {
  const next = workspace.scratch(gradient.length)
  zip(workspace, 'blend', average, gradient, next, { alpha: rho, beta: 1 - rho })
  commit(workspace, factor, next, average)
  map(workspace, 'square', next, next)
  zip(workspace, 'sub', root, next, root)
  zip(workspace, 'max', root, zeros(workspace, 1), root)
}

/** The order of the slots is that of `RmspropRule`. */
function namedSlots(
  slots: readonly Buffer[],
  { momentum }: RmspropRule,
): { square: Buffer; velocity: Buffer; average: Buffer } {
  const [square, second, third] = slots
  return momentum > 0 ? { square, velocity: second, average: third } : { square, velocity: third, average: second }
}
