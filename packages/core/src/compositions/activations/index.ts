import type { Activation } from '../../backend/index.js'
import { elu, selu } from './exponentials.js'
import type { ActivationFormula } from './formula.js'
import { hardSwish, mish, silu } from './gates.js'
import { gelu, geluTanh } from './gelu.js'
import { leakyRelu, relu, relu6 } from './rectifiers.js'
import { sigmoid, softplus, tanh } from './sigmoids.js'

/** Every activation made of `map`, `zip` and `choose`. */
export const ACTIVATION_FORMULAS: Readonly<Record<Activation, ActivationFormula>> = {
  relu,
  relu6,
  leakyRelu,
  elu,
  selu,
  sigmoid,
  tanh,
  softplus,
  gelu,
  geluTanh,
  silu,
  mish,
  hardSwish,
}
