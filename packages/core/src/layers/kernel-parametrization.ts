import type { Shape, Tensor } from '../tensor/index.js'
import type { Declare } from './normalization/affine-parameters.js'

/**
 * How the kernel that a layer works with follows from the one that learns. A value without state of its own: layers may
 * share it.
 */
export interface KernelParametrization {
  readonly name: string
  /**
   * Declares what the kernel needs beside the learned weights, and gives the function that computes it from them.
   *
   * @param kernelShape [..., inputs, units]: the last axis is that of the outputs
   */
  build(declare: Declare, kernelShape: Shape): (learned: Tensor) => Tensor
}
