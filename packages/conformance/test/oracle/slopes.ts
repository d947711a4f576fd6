import { expect } from 'vitest'
import { exactly } from './vectors.js'

/** Σ weights·f(x), the scalar whose gradient is Jᵀ·weights. */
function projection(f: (x: Float32Array) => ArrayLike<number>, x: Float32Array, weights: ArrayLike<number>): number {
  const y = f(x)
  let sum = 0
  for (let i = 0; i < y.length; i++) sum += weights[i] * y[i]
  return sum
}

/** A gradient agrees with central differences of its forward function, in float64. */
export function expectGradient(
  f: (x: Float32Array) => ArrayLike<number>,
  x: ArrayLike<number>,
  dy: ArrayLike<number>,
  gradient: ArrayLike<number>,
): void {
  const step = 1e-5
  for (let i = 0; i < x.length; i++) {
    const moved = (by: number): Float32Array => {
      const copy = exactly(x)
      copy[i] += by
      return copy
    }
    const slope = (projection(f, moved(step), dy) - projection(f, moved(-step), dy)) / (2 * step)
    expect(Math.abs(gradient[i] - slope), `gradient[${i}]`).toBeLessThan(1e-7 * (1 + Math.abs(slope)))
  }
}
