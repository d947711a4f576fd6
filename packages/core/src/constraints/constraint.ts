import type { Tensor } from '../tensor/index.js'

/** A set that a parameter is brought back to after each step of the optimizer. */
export interface Constraint {
  readonly name: string
  /** The parameter's projection, a new tensor of the same shape. */
  project(parameter: Tensor): Tensor
}
