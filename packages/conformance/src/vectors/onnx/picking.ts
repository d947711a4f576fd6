import { CallContext, dropout, ops, tensor } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'
import { operator } from './node.js'

/** Runners of what picks elements by numbers, drawn or given, by operator. */
export const picking: Readonly<Record<string, CaseRunner>> = {
  Gather: operator((node) => {
    const x = node.tensor(0)
    const given = node.attributes.integer('axis', 0)
    const axis = given < 0 ? given + x.rank : given
    const { data, shape } = node.integers(1)
    const rows = data.map((row) => (row < 0 ? row + x.shape[axis] : row))
    const others = x.shape.map((_, a) => a).filter((a) => a !== axis)
    const table = ops.transpose(x, [axis, ...others])
    const gathered = ops.gatherRows(table, tensor(node.device, rows, { shape, dtype: 'int32' }))
    const picked = shape.map((_, a) => a)
    const rest = others.map((_, a) => shape.length + a)
    return ops.transpose(gathered, [...rest.slice(0, axis), ...picked, ...rest.slice(axis)])
  }),

  OneHot: operator((node) => {
    const given = node.numbers(0)
    const depth = node.scalar(1)
    const [off, on] = node.host(2).data
    const wrapped = ops.where(ops.less(given, 0), ops.linear(given, 1, depth), given)
    const values = ops.linear(ops.oneHot(ops.cast(wrapped, 'int32'), depth), on - off, off)
    const axis = node.attributes.integer('axis', -1)
    const to = axis < 0 ? axis + values.rank : axis
    const order = given.shape.map((_, a) => a)
    return ops.transpose(values, [...order.slice(0, to), values.rank - 1, ...order.slice(to)])
  }),

  Dropout: operator((node) => {
    const x = node.tensor(0)
    const { attributes } = node
    attributes.without('seed')
    const rate = node.has(1) ? node.scalar(1) : attributes.number('ratio', 0.5)
    const training = node.has(2) && node.scalar(2) !== 0
    if (node.wants(1)) throw new Unsupported('no mask among the outputs')
    if (!training) return dropout(rate).call(x, new CallContext({ training }))
    if (rate > 0) throw new Unsupported('random numbers of another generator')
    return ops.dropout(x, rate, { seed: 0, stream: 0, offset: 0 })
  }),
}
