import { runOptimizer } from '../compute/optimizer-run.js'
import { reading, type CaseRunner } from '../case/subject.js'
import { OPTIMIZERS, type NamedOptimizer } from './optimizer-attributes.js'
import type { Attributes } from '../case/attributes.js'
import type { Numbers } from '../check/compare.js'

/** Steps on the gradients grad_1, grad_2, …: the parameter and what is remembered after each. */
function optimizerRunner(make: (attributes: Attributes) => NamedOptimizer): CaseRunner {
  return reading(async ({ attributes, device, inputs }) => {
    const { optimizer, slotNames } = make(attributes)
    const count = inputs.names(/^grad_\d+$/).length
    const gradients = Array.from({ length: count }, (_, i) => inputs.host(`grad_${i + 1}`))
    const steps = await runOptimizer(device, { optimizer, parameter: inputs.host('param_0'), gradients })
    const outputs: Record<string, Numbers> = {}
    steps.forEach(({ parameter, slots }, i) => {
      outputs[`param_${i + 1}`] = parameter
      slotNames.forEach((name, slot) => (outputs[`state_${name}_${i + 1}`] = slots[slot]))
    })
    return outputs
  })
}

/** Runners of the optimizers by name. */
export const optimizers: Readonly<Record<string, CaseRunner>> = Object.fromEntries(
  Object.entries(OPTIMIZERS).map(([name, make]) => [name, optimizerRunner(make)]),
)
