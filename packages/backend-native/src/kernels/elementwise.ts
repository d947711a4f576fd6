import type { RequiredKernels } from '@evenkeel/core/backend'
import { idOf } from '../buffer.js'
import type { Calls } from '../calls.js'
import { MAP_NUMBERS, ZIP_NUMBERS } from './choices.js'
import { putOperand } from './geometry.js'

/** Arithmetic element by element. */
export function elementwiseKernels(calls: Calls): Pick<RequiredKernels, 'map' | 'zip' | 'choose'> {
  const { values } = calls
  const map = calls.kernel('map')
  const zip = calls.kernel('zip')
  const choose = calls.kernel('choose')
  return {
    map({ x, out, op, alpha, beta }) {
      values[0] = idOf(x)
      values[1] = idOf(out)
      values[2] = MAP_NUMBERS[op]
      values[3] = alpha
      values[4] = beta
      map()
    },
    zip({ a, b, out, op, length, operandA, operandB, alpha, beta }) {
      values[0] = idOf(a)
      values[1] = idOf(b)
      values[2] = idOf(out)
      values[3] = ZIP_NUMBERS[op]
      values[4] = length
      putOperand(values, 5, operandA)
      putOperand(values, 7, operandB)
      values[9] = alpha
      values[10] = beta
      zip()
    },
    choose({ mask, a, b, out, length, operandMask, operandA, operandB }) {
      values[0] = idOf(mask)
      values[1] = idOf(a)
      values[2] = idOf(b)
      values[3] = idOf(out)
      values[4] = length
      putOperand(values, 5, operandMask)
      putOperand(values, 7, operandA)
      putOperand(values, 9, operandB)
      choose()
    },
  }
}
