import { sizeOf, type Shape } from '../tensor/index.js'

/**
 * How many inputs feed one output of a parameter, and how many outputs one input feeds. Dense kernels are
 * [inputs, outputs], convolution kernels [height, width, inputs, outputs]; for a vector both are its length.
 */
export function fansOf(shape: Shape): { readonly fanIn: number; readonly fanOut: number } {
  const outputs = shape.at(-1) ?? 1
  const inputs = shape.at(-2) ?? outputs
  const window = sizeOf(shape.slice(0, -2))
  return { fanIn: inputs * window, fanOut: outputs * window }
}
