import { bits } from './bits.js'
import type { GlslFunction } from './function.js'

/** Roots with IEEE's answers for negative numbers and infinities, which GLSL leaves undefined. */
export const roots: GlslFunction = {
  uses: [bits],
  source: `
float exactSqrt(float x) {
  if (x == 0.0 || isNaN(x)) return x;
  if (isNegative(x)) return NOT_A_NUMBER;
  return isInfinite(x) ? x : sqrt(x);
}

float exactRsqrt(float x) {
  if (isNaN(x)) return x;
  if (x == 0.0) return withSign(INFINITY, x);
  if (isNegative(x)) return NOT_A_NUMBER;
  return isInfinite(x) ? 0.0 : 1.0 / sqrt(x);
}`,
}
