import { ACTIVATION_FORMULAS } from './activations/index.js'
import type { Composition } from './composition.js'

/** y = f(x), see `activations/`. */
export const activate: Composition<'activate'> = {
  kernel: 'activate',
  host: false,
  run(workspace, { x, y, activation, alpha }) {
    ACTIVATION_FORMULAS[activation].forward(workspace, x, y, alpha)
  },
}
