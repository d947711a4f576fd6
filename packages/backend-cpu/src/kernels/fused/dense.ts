import type { CompleteKernels, Kernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import { applyActivation } from './activate.js'

/** y = f(x·W + bias): the product, then bias and activation row by row. */
export function createDense(matmul: Kernels['matmul']): CompleteKernels['dense'] {
  return ({ x, weight, bias, y, rows, inputs, units, activation, alpha }) => {
    matmul({ a: x, b: weight, out: y, batch: 1, m: rows, n: units, k: inputs, transposeA: false, transposeB: false })
    const output = floats(y)
    if (bias !== null) addToRows(output, floats(bias), rows, units)
    if (activation !== null) applyActivation(output, output, activation, alpha)
  }
}

function addToRows(y: Float32Array, bias: Float32Array, rows: number, units: number): void {
  for (let row = 0, i = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++, i++) y[i] += bias[unit]
  }
}
