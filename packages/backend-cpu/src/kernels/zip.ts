import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../buffer.js'
import { runAt } from './runs.js'
import { ZIP_LOOPS } from './zip-loops.js'

/** out[i] = op(a[i'], b[i'']), both broadcast. */
export const zip: Kernels['zip'] = ({ a, b, out, op, length, operandA, operandB, alpha, beta }) => {
  const left = floats(a)
  const right = floats(b)
  const output = floats(out)
  const loop = ZIP_LOOPS[op]
  for (let i = 0; i < length;) {
    const runA = runAt(operandA, i)
    const runB = runAt(operandB, i)
    const end = i + Math.min(runA.length, runB.length, length - i)
    loop(left, runA.position, runA.step, right, runB.position, runB.step, output, i, end, alpha, beta)
    i = end
  }
}
