import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../buffer.js'
import { erf } from './erf.js'

/**
 * out[i] = f(alpha·x[i] + beta), in float64 until the result is stored. One loop for each operation: looking the
 * function up for every element would be several times as slow.
 */
export const map: Kernels['map'] = ({ x, out, op, alpha, beta }) => {
  const input = floats(x)
  const output = floats(out)
  const n = output.length
  switch (op) {
    case 'linear':
      for (let i = 0; i < n; i++) output[i] = alpha * input[i] + beta
      return
    case 'abs':
      for (let i = 0; i < n; i++) output[i] = Math.abs(alpha * input[i] + beta)
      return
    case 'sign':
      for (let i = 0; i < n; i++) output[i] = Math.sign(alpha * input[i] + beta)
      return
    case 'square':
      for (let i = 0; i < n; i++) output[i] = (alpha * input[i] + beta) ** 2
      return
    case 'sqrt':
      for (let i = 0; i < n; i++) output[i] = Math.sqrt(alpha * input[i] + beta)
      return
    case 'rsqrt':
      for (let i = 0; i < n; i++) output[i] = 1 / Math.sqrt(alpha * input[i] + beta)
      return
    case 'exp':
      for (let i = 0; i < n; i++) output[i] = Math.exp(alpha * input[i] + beta)
      return
    case 'log':
      for (let i = 0; i < n; i++) output[i] = Math.log(alpha * input[i] + beta)
      return
    case 'expm1':
      for (let i = 0; i < n; i++) output[i] = Math.expm1(alpha * input[i] + beta)
      return
    case 'log1p':
      for (let i = 0; i < n; i++) output[i] = Math.log1p(alpha * input[i] + beta)
      return
    case 'tanh':
      for (let i = 0; i < n; i++) output[i] = Math.tanh(alpha * input[i] + beta)
      return
    case 'sigmoid':
      for (let i = 0; i < n; i++) output[i] = 1 / (1 + Math.exp(-(alpha * input[i] + beta)))
      return
    case 'erf':
      for (let i = 0; i < n; i++) output[i] = erf(alpha * input[i] + beta)
      return
    case 'isFinite':
      for (let i = 0; i < n; i++) output[i] = Number(Number.isFinite(alpha * input[i] + beta))
      return
    case 'clamp':
      for (let i = 0; i < n; i++) output[i] = Math.min(Math.max(input[i], alpha), beta)
      return
  }
}
