import { ops, tensor } from '@evenkeel/core'
import type { Differentiable } from './gradient-case.js'

/** What moves elements, gathers them or sums them up. Squares make the gradient depend on the values. */
export const STRUCTURE: readonly Differentiable[] = [
  { name: 'reshape', shapes: [[2, 6]], f: (a) => ops.square(ops.reshape(a, [3, -1])) },
  { name: 'transpose', shapes: [[2, 3, 4]], f: (a) => ops.square(ops.transpose(a, [2, 0, 1])) },
  { name: 'slice', shapes: [[4, 5]], f: (a) => ops.square(ops.slice(a, [1, 2], [2, 3])) },
  { name: 'flip', shapes: [[3, 4]], f: (a) => ops.mul(ops.flip(a, 1), a) },
  { name: 'broadcastTo', shapes: [[3, 1]], f: (a) => ops.square(ops.broadcastTo(a, [2, 3, 4])) },
  {
    name: 'concat',
    shapes: [
      [2, 3],
      [2, 2],
    ],
    f: (a, b) => ops.square(ops.concat([a, b], 1)),
  },
  {
    name: 'gatherRows, a row twice',
    shapes: [[4, 3]],
    f: (a) => ops.square(ops.gatherRows(a, tensor(a.device, [3, 0, 3], { dtype: 'int32' }))),
  },
  { name: 'sum over the middle', shapes: [[2, 3, 4]], f: (a) => ops.square(ops.sum(a, { axis: 1 })) },
  {
    name: 'mean over two axes',
    shapes: [[2, 3, 4]],
    f: (a) => ops.square(ops.mean(a, { axis: [0, 2], keepDims: true })),
  },
  { name: 'max', shapes: [[3, 5]], f: (a) => ops.max(a, { axis: 1 }) },
  { name: 'min', shapes: [[3, 5]], f: (a) => ops.min(a, { axis: 0 }) },
]
