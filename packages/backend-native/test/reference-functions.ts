/** erf x = 2/√π · e^(−x²) · Σ 2ⁿ·x^(2n+1) / (2n+1)!! (Abramowitz and Stegun 7.1.6): nothing cancels. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN
  if (Math.abs(x) > 6) return Math.sign(x)
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

/** erfc x for x ≥ 2 by its continued fraction (Abramowitz and Stegun 7.1.14), where 1 − erf x has no digits left. */
export function erfcTail(x: number): number {
  let fraction = x
  for (let n = 200; n > 0; n--) fraction = x + n / 2 / fraction
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction)
}

/** IEEE 754 pow. JavaScript differs where the base is 1, or −1 with an infinite exponent. */
export function pow(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1
  return Math.pow(base, exponent)
}
