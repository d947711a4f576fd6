import { ops, type Tensor } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { operator } from './node.js'

const UNARY: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  Abs: ops.abs,
  Erf: ops.erf,
  Exp: ops.exp,
  Identity: (x) => x,
  Log: ops.log,
  Neg: ops.neg,
  Reciprocal: (x) => ops.div(1, x),
  Sign: ops.sign,
  Sqrt: ops.sqrt,
}

const BINARY: Readonly<Record<string, (a: Tensor, b: Tensor) => Tensor>> = {
  Add: ops.add,
  Sub: ops.sub,
  Mul: ops.mul,
  Div: ops.div,
  Equal: ops.equal,
  Less: ops.less,
  LessOrEqual: ops.lessEqual,
  Greater: ops.greater,
  GreaterOrEqual: ops.greaterEqual,
}

/** Operators of one argument or more. */
const VARIADIC: Readonly<Record<string, (a: Tensor, b: Tensor) => Tensor>> = {
  Max: ops.maximum,
  Min: ops.minimum,
  Sum: ops.add,
}

function each<T>(table: Readonly<Record<string, T>>, make: (f: T) => CaseRunner): Record<string, CaseRunner> {
  return Object.fromEntries(Object.entries(table).map(([name, f]) => [name, make(f)]))
}

/** Runners of what is done element by element, with broadcasting, by operator. */
export const elementwise: Readonly<Record<string, CaseRunner>> = {
  ...each(UNARY, (f) => operator((node) => f(node.tensor(0)))),
  ...each(BINARY, (f) => operator((node) => f(node.tensor(0), node.tensor(1)))),
  ...each(VARIADIC, (f) =>
    operator((node) => Array.from({ length: node.count }, (_, i) => node.tensor(i)).reduce((a, b) => f(a, b))),
  ),

  Pow: operator((node) => ops.pow(node.tensor(0), node.numbers(1))),

  Clip: operator((node) => {
    node.requireOpset(11)
    const limit = (position: number, none: number): number => (node.has(position) ? node.scalar(position) : none)
    return ops.clip(node.tensor(0), limit(1, -Infinity), limit(2, Infinity))
  }),

  Where: operator((node) => ops.where(node.mask(0), node.tensor(1), node.tensor(2))),
}
