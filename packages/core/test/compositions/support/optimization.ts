import type { Buffer, OptimizerRule } from '../../../src/backend/index.js'
import { slotCount } from '../../../src/backend/index.js'
import { bits } from './laboratory.js'
import type { Laboratory } from './laboratory.js'

/** Parameters under optimization on a laboratory's device. */
export interface Optimization {
  step(gradients: readonly (readonly number[])[], options: { rate: number; factor?: number }): void
  parameters(): number[][]
  slots(): number[][][]
  progress(): number[]
  /** Everything that a dropped step must leave as it was, bit for bit. */
  exact(): string
}

export function optimization(
  lab: Laboratory,
  rule: OptimizerRule,
  start: readonly (readonly number[])[],
  decays: readonly number[] = start.map(() => 0),
): Optimization {
  const parameters = start.map(lab.floats)
  const zeros = (length: number): Buffer => lab.floats(new Float32Array(length))
  const slots = start.map(({ length }) => Array.from({ length: slotCount(rule) }, () => zeros(length)))
  const progress = zeros(2)
  const buffers = [...parameters, ...slots.flat(), progress]
  return {
    step(gradients, { rate, factor = 1 }) {
      lab.run('optimize', {
        parameters,
        gradients: gradients.map(lab.floats),
        slots,
        progress,
        rate: lab.floats([rate]),
        factor: lab.floats([factor]),
        rule,
        decays,
      })
    },
    parameters: () => parameters.map(lab.values),
    slots: () => slots.map((of) => of.map(lab.values)),
    progress: () => lab.values(progress),
    exact: () => buffers.map((buffer) => bits(lab.values(buffer))).join(' | '),
  }
}
