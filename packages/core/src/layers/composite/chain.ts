import type { Shape, Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import type { Layer } from '../layer.js'

/** Builds layers one after the other; the shape that the last one gives. */
export function buildChain(layers: readonly Layer[], inputShape: Shape): Shape {
  return layers.reduce((shape, layer) => {
    layer.ensureBuilt(shape)
    return layer.outputShape(shape)
  }, inputShape)
}

/** The shape that layers one after the other give. */
export function chainShape(layers: readonly Layer[], inputShape: Shape): Shape {
  return layers.reduce((shape, layer) => layer.outputShape(shape), inputShape)
}

/** Runs one of several branches over the same input: what it does to the mask of the call ends with it. */
export function runBranch(layers: readonly Layer[], x: Tensor, context: CallContext): Tensor {
  const { mask } = context
  const output = runChain(layers, x, context)
  context.mask = mask
  return output
}

/** Runs layers one after the other. */
export function runChain(layers: readonly Layer[], x: Tensor, context: CallContext): Tensor {
  return layers.reduce((value, layer) => layer.run(value, context), x)
}
