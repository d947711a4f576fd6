import type { Buffer, KernelArguments } from '../../backend/index.js'
import { map, zip } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'
import type { Composition } from '../composition.js'
import { adamStep } from './adam.js'
import { rmspropStep } from './rmsprop.js'
import { sgdStep } from './sgd.js'
import { commit } from './step.js'
import type { RuleStep } from './step.js'

type Arguments = KernelArguments<'optimize'>

/**
 * The rule's step for each parameter in turn, selected by the factor. Two to four vectors of scratch a
 * parameter.
 */
export const optimize: Composition<'optimize'> = {
  kernel: 'optimize',
  host: false,
  run(workspace, args) {
    const { parameters, gradients, slots, factor, rule, decays } = args
    const { size, direction } = stepOf(workspace, args)
    const scale = rule.maximize ? map(workspace, 'linear', factor, workspace.scratch(1), -1) : factor
    parameters.forEach((parameter, i) => {
      const gradient = zip(workspace, 'mul', gradients[i], scale, workspace.scratch(parameter.length))
      const coupled = rule.decay === 'coupled' && decays[i] !== 0
      if (coupled) zip(workspace, 'blend', gradient, parameter, gradient, { alpha: 1, beta: decays[i] })
      const change = direction(gradient, slots[i])
      const scaled = zip(workspace, 'mul', change, size, change)
      const start = rule.decay === 'decoupled' ? shrunk(workspace, args, parameter, decays[i]) : parameter
      commit(workspace, factor, zip(workspace, 'sub', start, scaled, scaled), parameter)
    })
  },
}

function stepOf(workspace: Workspace, args: Arguments): RuleStep {
  const { rule } = args
  switch (rule.kind) {
    case 'sgd':
      return sgdStep(workspace, args, rule)
    case 'adam':
      return adamStep(workspace, args, rule)
    case 'rmsprop':
      return rmspropStep(workspace, args, rule)
  }
}

/** p · (1 − rate·λ): decay that does not pass through the rule's statistics (Loshchilov and Hutter 2019). */
function shrunk(workspace: Workspace, { rate }: Arguments, parameter: Buffer, decay: number): Buffer {
  if (decay === 0) return parameter
  const keep = map(workspace, 'linear', rate, workspace.scratch(1), -decay, 1)
  return zip(workspace, 'mul', parameter, keep, workspace.scratch(parameter.length))
}
