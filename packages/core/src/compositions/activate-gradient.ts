import { zip } from '../norm/index.js'
import { ACTIVATION_FORMULAS } from './activations/index.js'
import type { Composition } from './composition.js'

/**
 * dx = dy · f', see `activations/`. A NaN in either gives NaN: a gradient that failed is never hidden by f' =
 * 0.
 */
export const activateGradient: Composition<'activateGradient'> = {
  kernel: 'activateGradient',
  host: false,
  run(workspace, { dy, saved, dx, activation, alpha }) {
    zip(workspace, 'mul', dy, ACTIVATION_FORMULAS[activation].derivative(workspace, saved, alpha), dx)
  },
}
