import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../buffer.js'
import { runAt } from './runs.js'

/** out[i] = mask[i'] ≠ 0 ? a[i''] : b[i''']; a NaN in the mask chooses a, as it is not 0. */
export const choose: Kernels['choose'] = ({ mask, a, b, out, length, operandMask, operandA, operandB }) => {
  const [condition, left, right, output] = [floats(mask), floats(a), floats(b), floats(out)]
  for (let k = 0; k < length;) {
    const runMask = runAt(operandMask, k)
    const runA = runAt(operandA, k)
    const runB = runAt(operandB, k)
    const end = k + Math.min(runMask.length, runA.length, runB.length, length - k)
    let m = runMask.position
    let i = runA.position
    let j = runB.position
    for (; k < end; k++, m += runMask.step, i += runA.step, j += runB.step) {
      output[k] = condition[m] !== 0 ? left[i] : right[j]
    }
  }
}
