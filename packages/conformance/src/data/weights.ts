import type { View } from '@evenkeel/core/backend'
import { weightCount } from '../oracle/view.js'
import type { Seeded } from './seeded.js'

/** No weights, ones and zeros, or fractions with some zeros. */
export type WeightKind = 'none' | 'mask' | 'fractions'

/** Weights of a view, or null for none. */
export function drawWeights(kind: WeightKind, view: View, draw: Seeded): Float32Array | null {
  if (kind === 'none') return null
  const one = (): number => (kind === 'mask' ? 1 : draw.between(0.1, 2))
  return Float32Array.from({ length: weightCount(view) }, () => (draw.integer(0, 3) === 0 ? 0 : one()))
}
