import { ops } from '@evenkeel/core'
import type { Differentiable } from './gradient-case.js'

/** Matrix products and what stands on them. */
export const PRODUCTS: readonly Differentiable[] = [
  {
    name: 'matmul',
    shapes: [
      [3, 4],
      [4, 2],
    ],
    f: (a, b) => ops.matmul(a, b),
  },
  {
    name: 'matmul, both transposed',
    shapes: [
      [4, 3],
      [2, 4],
    ],
    f: (a, b) => ops.matmul(a, b, { transposeA: true, transposeB: true }),
  },
  {
    name: 'matmul, batched and repeated',
    shapes: [
      [2, 3, 4],
      [4, 2],
    ],
    f: (a, b) => ops.matmul(a, b),
  },
  { name: 'matmul of vectors', shapes: [[4], [4]], f: (a, b) => ops.matmul(a, b) },
  {
    name: 'dense with bias and tanh',
    shapes: [[3, 4], [4, 2], [2]],
    f: (x, w, b) => ops.dense(x, w, b, { activation: 'tanh' }),
  },
  {
    name: 'dense over rank 3',
    shapes: [
      [2, 3, 4],
      [4, 2],
    ],
    f: (x, w) => ops.dense(x, w, null),
  },
  { name: 'softmax over the middle', shapes: [[2, 3, 4]], f: (a) => ops.softmax(a, 1) },
  { name: 'logSoftmax', shapes: [[3, 4]], f: (a) => ops.logSoftmax(a) },
  {
    name: 'softmaxCrossEntropy, logits and targets',
    shapes: [
      [3, 4],
      [3, 4],
    ],
    f: (a, t) => ops.softmaxCrossEntropy(a, t, { labelSmoothing: 0.1 }),
  },
]
