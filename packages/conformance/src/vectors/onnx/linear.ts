import { ops } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { operator } from './node.js'

/** Runners of the matrix products by operator. */
export const linear: Readonly<Record<string, CaseRunner>> = {
  MatMul: operator((node) => ops.matmul(node.tensor(0), node.tensor(1))),

  Gemm: operator((node) => {
    const { attributes } = node
    const product = ops.matmul(node.tensor(0), node.tensor(1), {
      transposeA: attributes.flag('transA', false),
      transposeB: attributes.flag('transB', false),
    })
    const scaled = ops.linear(product, attributes.number('alpha', 1))
    const beta = attributes.number('beta', 1)
    const c = node.tensorOrNull(2)
    return c === null ? scaled : ops.add(scaled, ops.linear(c, beta))
  }),
}
