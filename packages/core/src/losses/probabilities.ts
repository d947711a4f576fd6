import { clip } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'

/** Keras's epsilon: keeps logarithms of probabilities finite. */
const EPSILON = 1e-7

/** Probabilities limited to [1e-7, 1 − 1e-7], as Keras does before it takes logarithms. */
export function clipProbabilities(p: Tensor): Tensor {
  return clip(p, EPSILON, 1 - EPSILON)
}
