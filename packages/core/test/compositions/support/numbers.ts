import { fillNormal, fillUniform } from '../../../src/random/index.js'

/** `length` reproducible standard normal numbers, exact in float32. */
export function normals(length: number, seed: number, scale = 1, shift = 0): number[] {
  const out = new Float32Array(length)
  fillNormal(out, { seed, stream: 0, offset: 0 })
  return Array.from(out, (x) => Math.fround(scale * x + shift))
}

/** `length` reproducible numbers from [low, high), exact in float32. */
export function uniforms(length: number, seed: number, low: number, high: number): number[] {
  const out = new Float32Array(length)
  fillUniform(out, { seed, stream: 1, offset: 0 })
  return Array.from(out, (x) => Math.fround(low + (high - low) * x))
}

/** Central differences of a scalar function in double precision: ∂f/∂xᵢ for every i. */
export function differences(f: (x: readonly number[]) => number, x: readonly number[], step = 1e-5): number[] {
  return x.map((value, i) => {
    const at = (moved: number) => f(x.map((other, j) => (j === i ? moved : other)))
    return (at(value + step) - at(value - step)) / (2 * step)
  })
}

/** Σ aᵢ·bᵢ */
export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0)
}
