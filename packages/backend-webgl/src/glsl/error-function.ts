import { bits } from './bits.js'
import { exponential } from './exponential.js'
import type { GlslFunction } from './function.js'
import { literal } from './literal.js'

// Coefficients of W. J. Cody, Rational Chebyshev approximations for the error function,
// Mathematics of Computation 23 (1969), 631–637: from the highest power down to the constant.
const SMALL_OVER = [
  1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3,
]
const SMALL_UNDER = [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3]
const MIDDLE_OVER = [
  2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
  8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
]
const MIDDLE_UNDER = [
  1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3, 3.29079923573345963e3,
  4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
]

/** c₀·xⁿ + c₁·xⁿ⁻¹ + … by Horner's rule. */
function polynomial(coefficients: readonly number[], x: string): string {
  return coefficients.map(literal).reduce((sum, coefficient) => `(${sum} * ${x} + ${coefficient})`)
}

/** erf to about 2e-7 relative, by Cody's rational functions up to 4; beyond, it is ±1 in float32. */
export const errorFunction: GlslFunction = {
  uses: [bits, exponential],
  source: `
float exactErf(float x) {
  if (isNaN(x)) return x;
  float size = abs(x);
  if (size > 4.0) return withSign(1.0, x);
  float square = x * x;
  if (size < 0.46875) return x * ${polynomial(SMALL_OVER, 'square')} / ${polynomial(SMALL_UNDER, 'square')};
  float tail = ${polynomial(MIDDLE_OVER, 'size')} / ${polynomial(MIDDLE_UNDER, 'size')};
  return withSign(1.0 - exactExp(-square) * tail, x);
}`,
}
