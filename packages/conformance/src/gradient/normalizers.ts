import {
  batchNormalization,
  CallContext,
  ghostBatchNormalization,
  ops,
  tensor,
  type BatchNormalization,
  type Tensor,
  type View,
} from '@evenkeel/core'
import type { Differentiable } from './gradient-case.js'

const EPSILON = 1e-2
const ROWS: View = { groups: 1, outer: 6, channels: 3, inner: 1 }
const PLANES: View = { groups: 1, outer: 2, channels: 3, inner: 4 }
/** Layers without parameters. */
const BARE = { center: false, scale: false, epsilon: EPSILON }
const ghost = (options: { readonly axis: number }): BatchNormalization =>
  ghostBatchNormalization({ ...options, ...BARE, virtualBatchSize: 3 })

/** The normalizers beside batch and layer norm, in both layouts. */
export const NORMALIZERS: readonly Differentiable[] = [
  group('group norm, channels last', [2, 3, 4], -1, 2),
  group('group norm, channels first', [2, 4, 3], 1, 2),
  group('group norm, channels in the middle', [2, 2, 4, 2], 2, 2),
  group('group norm of rank 5, channels first', [2, 4, 1, 3, 2], 1, 2),
  group('group norm of features', [3, 6], -1, 2),
  group('group norm of one group, channels last', [3, 2, 4], -1, 1),
  group('instance norm, channels last', [2, 5, 3], -1, 3),
  group('instance norm, channels first', [2, 3, 5], 1, 3),
  {
    name: 'group norm without scale and shift',
    shapes: [[2, 3, 4]],
    f: (x) => ops.groupNormalize(x, { axis: -1, groups: 2, gamma: null, beta: null, epsilon: EPSILON }),
  },
  {
    name: 'group norm with scale only',
    shapes: [[2, 4, 3], [4]],
    f: (x, gamma) => ops.groupNormalize(x, { axis: 1, groups: 2, gamma, beta: null, epsilon: EPSILON }),
  },
  {
    name: 'RMS norm',
    shapes: [[4, 5], [5]],
    f: (x, gamma) => ops.rmsNormalize(x, { axes: 1, gamma, epsilon: EPSILON }),
  },
  {
    name: 'RMS norm over two axes',
    shapes: [
      [3, 2, 3],
      [2, 3],
    ],
    f: (x, gamma) => ops.rmsNormalize(x, { axes: 2, gamma, epsilon: EPSILON }),
  },
  {
    name: 'RMS norm without scale',
    shapes: [[4, 5]],
    f: (x) => ops.rmsNormalize(x, { axes: 1, gamma: null, epsilon: EPSILON }),
  },
  renorm('batch renorm beyond its limits, channels last', [6, 3], ROWS),
  renorm('batch renorm beyond its limits, channels first', [2, 3, 4], PLANES),
  renorm('batch renorm with weights', [6, 3], ROWS, { weights: [1, 0, 2, 1, 0.5, 1] }),
  renorm('batch renorm without scale and shift', [6, 3], ROWS, { affine: false }),
  training('ghost batch norm, channels last', [6, 2, 3], ghost, -1),
  training('ghost batch norm of a batch that does not divide', [7, 3], ghost),
  training('ghost batch norm, channels first', [6, 3, 2], ghost, 1),
  training('batch norm behind a mask', [3, 2, 3], (options) => batchNormalization({ ...options, ...BARE }), -1, [
    [1, 0],
    [1, 1],
    [0, 1],
  ]),
  {
    name: 'denormalize',
    shapes: [[4, 2, 3], [2], [2]],
    positive: true,
    f: (y, gamma, beta) =>
      ops.denormalize(y, {
        view: { groups: 1, outer: 4, channels: 2, inner: 3 },
        mean: tensor(y.device, [0.1, -0.2]),
        variance: tensor(y.device, [1, 2]),
        gamma,
        beta,
        epsilon: EPSILON,
      }),
  },
  { name: 'standardizeWeight', shapes: [[2, 3, 2]], f: (w) => ops.standardizeWeight(w, { epsilon: EPSILON }) },
  { name: 'normalizeWeight', shapes: [[5, 3], [3]], f: (v, gain) => ops.normalizeWeight(v, gain) },
]

function group(name: string, shape: readonly number[], axis: number, groups: number): Differentiable {
  const channels = shape.at(axis) ?? 1
  return {
    name,
    shapes: [shape, [channels], [channels]],
    f: (x, gamma, beta) => ops.groupNormalize(x, { axis, groups, gamma, beta, epsilon: EPSILON }),
  }
}

/** Statistics so far from the running ones that ρ and δ stay at their limits: constants for the difference quotient too. */
function renorm(
  name: string,
  shape: readonly number[],
  view: View,
  { affine = true, weights = null }: { readonly affine?: boolean; readonly weights?: number[] | null } = {},
): Differentiable {
  return {
    name,
    shapes: affine ? [shape, [3], [3]] : [shape],
    f: (x, gamma, beta) =>
      ops.batchRenormalize(x, {
        view,
        gamma: affine ? gamma : null,
        beta: affine ? beta : null,
        epsilon: 1e-4,
        mean: tensor(x.device, [9, -9, 9]),
        variance: tensor(x.device, [1e-4, 99, 1e-4]),
        rMax: tensor(x.device, [1.5]),
        dMax: tensor(x.device, [0.5]),
        weights: weights && tensor(x.device, weights),
      }).y,
  }
}

/** A layer in training. */
function training(
  name: string,
  shape: readonly number[],
  layerWith: (options: { readonly axis: number }) => BatchNormalization,
  axis = -1,
  mask: number[][] | null = null,
): Differentiable {
  return {
    name,
    shapes: [shape],
    f: (x: Tensor) => {
      const layer = layerWith({ axis })
      layer.ensureBuilt(x.shape.slice(1))
      return layer.call(x, new CallContext({ training: true, mask: mask && tensor(x.device, mask) }))
    },
  }
}
