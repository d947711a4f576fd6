import type { ReduceOp, RequiredKernels } from '@evenkeel/core/backend'
import { dataOf } from './buffer.js'

type ProductKernels = Pick<RequiredKernels, 'reduce' | 'matmul'>

const START: Readonly<Record<ReduceOp, number>> = { sum: 0, max: -Infinity, min: Infinity, argmax: 0 }

export const productKernels: ProductKernels = {
  reduce: ({ x, out, op, outer, n, inner }) => {
    const [from, to] = [dataOf(x), dataOf(out)]
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < inner; i++) {
        const value = (j: number): number => from[(o * n + j) * inner + i]
        let result = START[op]
        for (let j = 0; j < n; j++) {
          if (op === 'sum') result += value(j)
          else if (op === 'max') result = Math.max(result, value(j))
          else if (op === 'min') result = Math.min(result, value(j))
          else if (!(value(result) >= value(j)) && !Number.isNaN(value(result))) result = j
        }
        to[o * inner + i] = result
      }
  },

  matmul: ({ a, b, out, batch, m, n, k, transposeA, transposeB }) => {
    const [left, right, to] = [dataOf(a), dataOf(b), dataOf(out)]
    for (let z = 0; z < batch; z++)
      for (let row = 0; row < m; row++)
        for (let column = 0; column < n; column++) {
          let sum = 0
          for (let i = 0; i < k; i++)
            sum +=
              left[z * m * k + (transposeA ? i * m + row : row * k + i)] *
              right[z * k * n + (transposeB ? column * k + i : i * n + column)]
          to[(z * m + row) * n + column] = sum
        }
  },
}
