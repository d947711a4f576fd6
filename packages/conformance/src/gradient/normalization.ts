import { ops, tensor } from '@evenkeel/core'
import type { Differentiable } from './gradient-case.js'

const EPSILON = 1e-2
const rows = { groups: 1, outer: 6, channels: 3, inner: 1 }
const planes = { groups: 1, outer: 3, channels: 2, inner: 4 }
const groups = { groups: 2, outer: 1, channels: 3, inner: 5 }

/** Every normalizer, in both layouts and modes. */
export const NORMALIZATION: readonly Differentiable[] = [
  {
    name: 'batch norm, channels last',
    shapes: [[6, 3], [3], [3]],
    f: (x, gamma, beta) => ops.batchNormalize(x, { view: rows, gamma, beta, epsilon: EPSILON }).y,
  },
  {
    name: 'batch norm, channels first',
    shapes: [[3, 2, 4], [2], [2]],
    f: (x, gamma, beta) => ops.batchNormalize(x, { view: planes, gamma, beta, epsilon: EPSILON }).y,
  },
  {
    name: 'batch norm without scale and shift',
    shapes: [[6, 3]],
    f: (x) => ops.batchNormalize(x, { view: rows, gamma: null, beta: null, epsilon: EPSILON }).y,
  },
  {
    name: 'batch norm with weights',
    shapes: [[6, 3], [3], [3]],
    f: (x, gamma, beta) => {
      const weights = tensor(x.device, [1, 0, 2, 1, 0.5, 1])
      return ops.batchNormalize(x, { view: rows, gamma, beta, weights, epsilon: EPSILON }).y
    },
  },
  {
    name: 'batch norm in groups, with relu',
    shapes: [[2, 3, 5], [3], [3]],
    f: (x, gamma, beta) => ops.batchNormalize(x, { view: groups, gamma, beta, epsilon: EPSILON, activation: 'relu' }).y,
  },
  {
    name: 'batch norm by running statistics',
    shapes: [[6, 3], [3], [3]],
    f: (x, gamma, beta) => {
      const mean = tensor(x.device, [0.1, 0.2, 0.3])
      const variance = tensor(x.device, [1, 2, 3])
      return ops.normalizeByStatistics(x, { view: rows, mean, variance, gamma, beta, epsilon: EPSILON })
    },
  },
  {
    name: 'layer norm',
    shapes: [
      [4, 2, 3],
      [2, 3],
      [2, 3],
    ],
    f: (x, gamma, beta) => ops.layerNormalize(x, { axes: 2, gamma, beta, epsilon: EPSILON }),
  },
  {
    name: 'layer norm without scale and shift',
    shapes: [[4, 5]],
    f: (x) => ops.layerNormalize(x, { axes: 1, gamma: null, beta: null, epsilon: EPSILON }),
  },
]
