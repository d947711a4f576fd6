import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'

/**
 * factor = 0 when the loss or a gradient is not finite, else min(1, maxNorm / ‖g‖). In float64 the squares of finite
 * floats cannot overflow, nor can their sum: it is finite exactly when all gradients are.
 */
export const guard: CompleteKernels['guard'] = ({ gradients, loss, factor, norm, maxNorm }) => {
  let squares = 0
  for (const gradient of gradients) squares += sumOfSquares(floats(gradient))
  const length = Math.sqrt(squares)
  const finite = Number.isFinite(squares) && Number.isFinite(floats(loss)[0])
  const clipped = maxNorm !== null && length > maxNorm ? maxNorm / length : 1
  floats(norm)[0] = length
  floats(factor)[0] = finite ? clipped : 0
}

function sumOfSquares(x: Float32Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  let i = 0
  for (; i <= x.length - 4; i += 4) {
    s0 += x[i] * x[i]
    s1 += x[i + 1] * x[i + 1]
    s2 += x[i + 2] * x[i + 2]
    s3 += x[i + 3] * x[i + 3]
  }
  for (; i < x.length; i++) s0 += x[i] * x[i]
  return s0 + s1 + (s2 + s3)
}
