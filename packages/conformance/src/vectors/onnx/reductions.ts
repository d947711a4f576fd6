import { ops, type Tensor } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { operator, type OnnxNode } from './node.js'

const REDUCTIONS: Readonly<Record<string, (x: Tensor, options: ops.ReductionOptions) => Tensor>> = {
  ReduceL1: (x, options) => ops.sum(ops.abs(x), options),
  ReduceL2: (x, options) => ops.sqrt(ops.sum(ops.square(x), options)),
  ReduceLogSum: (x, options) => ops.log(ops.sum(x, options)),
  ReduceMax: ops.max,
  ReduceMean: ops.mean,
  ReduceMin: ops.min,
  ReduceSum: ops.sum,
  ReduceSumSquare: (x, options) => ops.sum(ops.square(x), options),
}

/** Axes are an argument, or an attribute in older operator sets; none means all, or none at all where that is asked for. */
function optionsOf(node: OnnxNode): ops.ReductionOptions {
  const { attributes } = node
  const given = node.has(1) ? node.list(1) : attributes.has('axes') ? attributes.integers('axes') : []
  const reducesNothing = attributes.flag('noop_with_empty_axes', false)
  const axis = given.length > 0 || reducesNothing ? given : undefined
  return { axis, keepDims: attributes.flag('keepdims', true) }
}

/** Runners of the reductions by operator. */
export const reductions: Readonly<Record<string, CaseRunner>> = {
  ...Object.fromEntries(
    Object.entries(REDUCTIONS).map(([name, f]) => [name, operator((node) => f(node.tensor(0), optionsOf(node)))]),
  ),

  ArgMax: operator((node) => {
    const { attributes } = node
    const x = node.tensor(0)
    const axis = attributes.integer('axis', 0)
    const along = axis < 0 ? axis + x.rank : axis
    const last = attributes.flag('select_last_index', false)
    const positions = last ? lastArgMax(x, along) : ops.argMax(x, along)
    if (!attributes.flag('keepdims', true)) return positions
    return ops.reshape(
      positions,
      x.shape.map((extent, a) => (a === along ? 1 : extent)),
    )
  }),
}

/** The last of equals is the first of equals from the other end. */
function lastArgMax(x: Tensor, axis: number): Tensor {
  const fromEnd = ops.cast(ops.argMax(ops.flip(x, axis), axis), 'float32')
  return ops.cast(ops.linear(fromEnd, -1, x.shape[axis] - 1), 'int32')
}
