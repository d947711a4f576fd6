import type { Tensor } from '../tensor/index.js'

/** A penalty on the size of a parameter, added to the loss. */
export interface Regularizer {
  readonly name: string
  /** A scalar, differentiable in the parameter. */
  penalty(parameter: Tensor): Tensor
}
