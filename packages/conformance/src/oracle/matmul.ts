import type { Oracle } from './reference.js'
import { onlyOut } from './reference.js'

export const matmul: Oracle<'matmul'> = ({ a, b, batch, m, n, k, transposeA, transposeB }) => {
  const values = new Float64Array(batch * m * n)
  const scale = new Float64Array(batch * m * n)
  for (let z = 0; z < batch; z++) {
    for (let row = 0; row < m; row++) {
      for (let column = 0; column < n; column++) {
        const at = (z * m + row) * n + column
        for (let i = 0; i < k; i++) {
          const left = a[z * m * k + (transposeA ? i * m + row : row * k + i)]
          const right = b[z * k * n + (transposeB ? column * k + i : i * n + column)]
          values[at] += left * right
          scale[at] += Math.abs(left * right)
        }
      }
    }
  }
  return onlyOut(values, scale)
}
