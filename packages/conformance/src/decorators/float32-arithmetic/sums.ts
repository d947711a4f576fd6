import type { KernelArguments } from '@evenkeel/core/backend'
import type { Memory } from './memory.js'

const f = Math.fround

/** Length of the tiles whose sums are added up in a second stage, as a GPU would. */
export const TILE = 256

/** Σ term(i) for i in 0 … n−1: float32 sums of tiles, then the float32 sum of those. */
export function tiledSum(n: number, term: (i: number) => number): number {
  let total = 0
  for (let start = 0; start < n; start += TILE) {
    let sum = 0
    for (let i = start; i < Math.min(n, start + TILE); i++) sum = f(sum + f(term(i)))
    total = f(total + sum)
  }
  return total
}

export function sumInFloat32(memory: Memory, { x, out, outer, n, inner }: KernelArguments<'reduce'>): void {
  const values = memory.read(x)
  const sums = new Float32Array(outer * inner)
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < inner; i++) sums[o * inner + i] = tiledSum(n, (j) => values[(o * n + j) * inner + i])
  memory.write(out, sums)
}

export function matmulInFloat32(memory: Memory, args: KernelArguments<'matmul'>): void {
  const { a, b, out, batch, m, n, k, transposeA, transposeB } = args
  const [left, right] = [memory.read(a), memory.read(b)]
  const products = new Float32Array(batch * m * n)
  for (let z = 0; z < batch; z++)
    for (let row = 0; row < m; row++)
      for (let column = 0; column < n; column++) {
        let sum = 0
        for (let i = 0; i < k; i++) {
          const x = left[z * m * k + (transposeA ? i * m + row : row * k + i)]
          const y = right[z * k * n + (transposeB ? column * k + i : i * n + column)]
          sum = f(sum + f(x * y))
        }
        products[(z * m + row) * n + column] = sum
      }
  memory.write(out, products)
}
