import { ops, type Tensor } from '@evenkeel/core'
import type { Differentiable } from './gradient-case.js'

/** Arithmetic, functions of one number, and activations. */
export const ELEMENTWISE: readonly Differentiable[] = [
  { name: 'add, a row repeated', shapes: [[4, 3], [3]], f: (a, b) => ops.add(a, b) },
  {
    name: 'sub, a column repeated',
    shapes: [
      [4, 3],
      [4, 1],
    ],
    f: (a, b) => ops.sub(a, b),
  },
  {
    name: 'mul of a column and a row',
    shapes: [
      [4, 1],
      [1, 3],
    ],
    f: (a, b) => ops.mul(a, b),
  },
  {
    name: 'mul, repeated in the middle',
    shapes: [
      [2, 3, 4],
      [2, 1, 4],
    ],
    f: (a, b) => ops.mul(a, b),
  },
  { name: 'div', shapes: [[5], [5]], f: (a, b) => ops.div(a, b), positive: true },
  { name: 'maximum', shapes: [[7], [7]], f: (a, b) => ops.maximum(a, b) },
  { name: 'minimum, a scalar repeated', shapes: [[7], [1]], f: (a, b) => ops.minimum(a, b) },
  { name: 'pow', shapes: [[5], [5]], f: (a, b) => ops.pow(a, b), positive: true },
  { name: 'where', shapes: [[6], [6]], f: (a, b) => ops.where(ops.less(a, b), a, ops.mul(b, 3)) },
  { name: 'clip', shapes: [[9]], f: (a) => ops.clip(a, -0.7, 0.6) },
  ...named([6], { abs: ops.abs, square: ops.square, exp: ops.exp, expm1: ops.expm1, erf: ops.erf, neg: ops.neg }),
  ...named([6], { sqrt: ops.sqrt, rsqrt: ops.rsqrt, log: ops.log, log1p: ops.log1p }, true),
  ...named([9], { relu: ops.relu, selu: ops.selu, silu: ops.silu, mish: ops.mish }),
  ...named([9], { sigmoid: ops.sigmoid, tanh: ops.tanh, logSigmoid: ops.logSigmoid }),
  { name: 'leakyRelu', shapes: [[9]], f: (a) => ops.leakyRelu(a, 0.1) },
  { name: 'elu', shapes: [[9]], f: (a) => ops.elu(a, 1.5) },
  { name: 'gelu', shapes: [[9]], f: (a) => ops.gelu(a) },
  { name: 'gelu by tanh', shapes: [[9]], f: (a) => ops.gelu(a, true) },
  { name: 'softplus', shapes: [[9]], f: (a) => ops.softplus(a, 2) },
]

/** Functions of one tensor, by name. */
function named(
  shape: readonly number[],
  functions: Readonly<Record<string, (x: Tensor) => Tensor>>,
  positive = false,
): Differentiable[] {
  return Object.entries(functions).map(([name, f]) => ({ name, shapes: [shape], f, positive }))
}
