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

/**
 * Runs branches over the same input. What a branch does to the mask of the call ends with it; where every branch gives other
 * positions than those of the mask, it ends altogether.
 */
export function runBranches(branches: readonly (readonly Layer[])[], x: Tensor, context: CallContext): Tensor[] {
  const { mask } = context
  let outlives = false
  const outputs = branches.map((branch) => {
    context.mask = mask
    const output = runChain(branch, x, context)
    outlives ||= context.mask === mask
    return output
  })
  context.mask = outlives ? mask : null
  return outputs
}

/** Runs layers one after the other. */
export function runChain(layers: readonly Layer[], x: Tensor, context: CallContext): Tensor {
  return layers.reduce((value, layer) => layer.run(value, context), x)
}
