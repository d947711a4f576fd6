import type { OptionalKernels, RequiredKernels } from '@evenkeel/core/backend'
import { idOf, optionalIdOf } from '../buffer.js'
import type { Calls } from '../calls.js'
import { activationNumber } from './choices.js'

/** Matrix products. */
export function productKernels(calls: Calls): Pick<RequiredKernels, 'matmul'> & Pick<OptionalKernels, 'dense'> {
  const { values } = calls
  const matmul = calls.kernel('matmul')
  const dense = calls.kernel('dense')
  return {
    matmul({ a, b, out, batch, m, n, k, transposeA, transposeB }) {
      values[0] = idOf(a)
      values[1] = idOf(b)
      values[2] = idOf(out)
      values[3] = batch
      values[4] = m
      values[5] = n
      values[6] = k
      values[7] = transposeA ? 1 : 0
      values[8] = transposeB ? 1 : 0
      matmul()
    },
    dense({ x, weight, bias, y, rows, inputs, units, activation, alpha }) {
      values[0] = idOf(x)
      values[1] = idOf(weight)
      values[2] = optionalIdOf(bias)
      values[3] = idOf(y)
      values[4] = rows
      values[5] = inputs
      values[6] = units
      values[7] = activationNumber(activation)
      values[8] = alpha
      dense()
    },
  }
}
