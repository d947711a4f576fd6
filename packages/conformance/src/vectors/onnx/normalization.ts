import { ops, type Tensor } from '@evenkeel/core'
import { groupNormalize, instanceNormalize } from '../compute/group-normalize.js'
import type { CaseRunner } from '../case/subject.js'
import { operator, type OnnxNode } from './node.js'

/** Runners of the normalizers by operator. */
export const normalization: Readonly<Record<string, CaseRunner>> = {
  LayerNormalization: operator((node) => {
    const x = node.tensor(0)
    const { axes, epsilon } = trailing(node, x)
    const y = ops.layerNormalize(x, { axes, gamma: node.tensor(1), beta: node.tensorOrNull(2), epsilon })
    return [y, ...(node.wants(1) || node.wants(2) ? rowStatistics(x, axes, epsilon) : [])]
  }),

  RMSNormalization: operator((node) => {
    const x = node.tensor(0)
    const { axes, epsilon } = trailing(node, x)
    const meanSquare = ops.mean(ops.square(x), { axis: lastAxes(x, axes), keepDims: true })
    const normalized = ops.mul(x, ops.rsqrt(ops.linear(meanSquare, 1, epsilon)))
    return ops.mul(normalized, node.tensor(1))
  }),

  GroupNormalization: operator((node) => {
    const { attributes } = node
    attributes.only('stash_type', 1)
    return groupNormalize(node.tensor(0), {
      groups: attributes.integer('num_groups'),
      epsilon: attributes.number('epsilon', 1e-5),
      gamma: node.tensor(1),
      beta: node.tensor(2),
    })
  }),

  InstanceNormalization: operator((node) =>
    instanceNormalize(node.tensor(0), {
      epsilon: node.attributes.number('epsilon', 1e-5),
      gamma: node.tensor(1),
      beta: node.tensor(2),
    }),
  ),

  LpNormalization: operator((node) => {
    const x = node.tensor(0)
    const over = { axis: node.attributes.integer('axis', -1), keepDims: true }
    node.attributes.only('p', 1, 2)
    const absolute = node.attributes.integer('p', 2) === 1
    return ops.div(x, absolute ? ops.sum(ops.abs(x), over) : ops.sqrt(ops.sum(ops.square(x), over)))
  }),
}

/** How many axes, from `axis` to the last, are normalized together. */
function trailing({ attributes }: OnnxNode, x: Tensor): { readonly axes: number; readonly epsilon: number } {
  attributes.only('stash_type', 1)
  const axis = attributes.integer('axis', -1)
  return { axes: axis < 0 ? -axis : x.rank - axis, epsilon: attributes.number('epsilon', 1e-5) }
}

function lastAxes(x: Tensor, axes: number): number[] {
  return Array.from({ length: axes }, (_, i) => x.rank - axes + i)
}

/** Mean and 1/√(variance + ε) of each row, from the statistics that batch norm's operation proposes. */
function rowStatistics(x: Tensor, axes: number, epsilon: number): [Tensor, Tensor] {
  const kept = x.shape.map((extent, axis) => (axis < x.rank - axes ? extent : 1))
  const groups = kept.reduce((size, extent) => size * extent, 1)
  const view = { groups, outer: 1, channels: 1, inner: x.size / Math.max(1, groups) }
  const { statistics } = ops.batchNormalize(x, { view, gamma: null, beta: null, epsilon })
  const variance = ops.div(statistics.m2, statistics.count)
  const mean = ops.add(statistics.center, statistics.residual)
  return [ops.reshape(mean, kept), ops.reshape(ops.rsqrt(ops.linear(variance, 1, epsilon)), kept)]
}
