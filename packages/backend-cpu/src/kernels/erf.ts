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
const LARGE_OVER = [
  1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
  1.60837851487422766e-2, 6.58749161529837803e-4,
]
const LARGE_UNDER = [
  1, 2.56852019228982242, 1.87295284992346047, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
]
const ONE_OVER_SQRT_PI = 0.5641895835477563

/** The error function, to about 1e-15 relative (Cody 1969). */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (size > 0.46875) return Math.sign(x) * (1 - tail(size))
  const square = x * x
  return (x * polynomial(SMALL_OVER, square)) / polynomial(SMALL_UNDER, square)
}

/** 1 − erf(x), without the cancellation for large x, to about 1e-15 relative (Cody 1969). */
export function erfc(x: number): number {
  if (x > 0.46875) return tail(x)
  return x < -0.46875 ? 2 - tail(-x) : 1 - erf(x)
}

/** erfc for x > 0.46875. */
function tail(x: number): number {
  const exponential = Math.exp(-x * x)
  if (x <= 4) return (exponential * polynomial(MIDDLE_OVER, x)) / polynomial(MIDDLE_UNDER, x)
  const inverse = 1 / (x * x)
  const ratio = polynomial(LARGE_OVER, inverse) / polynomial(LARGE_UNDER, inverse)
  return (exponential * (ONE_OVER_SQRT_PI - inverse * ratio)) / x
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (let i = 0; i < coefficients.length; i++) value = value * x + coefficients[i]
  return value
}
