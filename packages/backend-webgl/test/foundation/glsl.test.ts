import { expect, test } from 'vitest'
import { errorFunction, exponential, logarithm, power, roots, type GlslFunction } from '../../src/glsl/index.js'
import { openGpu } from '../device.js'

const { gpu, floats, output, values } = await openGpu()

/** Values of a GLSL expression in v at each of the given numbers. */
async function evaluate(expression: string, functions: GlslFunction[], at: readonly number[]): Promise<number[]> {
  const program = gpu.program({
    name: expression,
    reads: ['x'],
    writes: ['result'],
    functions,
    element: `float v = x(i); result = ${expression};`,
  })
  const result = output(at.length)
  program.launch({ x: floats(at), result })
  return values(result)
}

/** Numbers of both signs between two powers of two, evenly in the exponent. */
function spread(from: number, to: number, signs: readonly number[]): number[] {
  const count = 4000
  const sizes = Array.from({ length: count }, (_, i) => 2 ** (from + ((to - from) * i) / (count - 1)))
  return signs.flatMap((sign) => sizes.map((size) => Math.fround(sign * size)))
}

/** erf by its series of positive terms (Abramowitz and Stegun 7.1.6). */
function erf(x: number): number {
  let [term, sum] = [x, x]
  for (let n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return Math.abs(x) > 6 ? Math.sign(x) : (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const BOTH = [1, -1]

test.each([
  ['exactExp', exponential, Math.exp, spread(-20, 6.4, BOTH), 2e-7],
  ['exactExpm1', exponential, Math.expm1, spread(-20, 6.4, BOTH), 5e-7],
  ['exactSigmoid', exponential, sigmoid, spread(-20, 6.4, BOTH), 3e-7],
  ['exactTanh', exponential, Math.tanh, spread(-20, 6.4, BOTH), 5e-7],
  ['exactLog', logarithm, Math.log, spread(-126, 127, [1]), 2e-7],
  ['exactLog', logarithm, Math.log, spread(-24, -1, BOTH).map((d) => Math.fround(1 + d)), 2e-7],
  ['exactLog1p', logarithm, Math.log1p, spread(-24, -0.1, BOTH), 3e-7],
  ['exactLog1p', logarithm, Math.log1p, spread(-1, 100, [1]), 3e-7],
  ['exactErf', errorFunction, erf, spread(-20, 4, BOTH), 5e-7],
  ['exactSqrt', roots, Math.sqrt, spread(-120, 120, [1]), 3e-7],
  ['exactRsqrt', roots, (x: number) => 1 / Math.sqrt(x), spread(-120, 120, [1]), 3e-7],
] as const)('%s is right to a few units in the last place', async (name, functions, f, at, tolerance) => {
  const found = await evaluate(`${name}(v)`, [functions], at)
  const errors = found.map((value, i) => Math.abs(value - f(at[i])) / Math.max(Math.abs(f(at[i])), 2 ** -126))
  const worst = errors.indexOf(Math.max(...errors))
  expect(errors[worst], `${name}(${at[worst]}) is ${found[worst]}, not ${f(at[worst])}`).toBeLessThan(tolerance)
})

test('pow is that of IEEE 754 at its special places', async () => {
  const extremes = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, Infinity, -Infinity, NaN]
  const pairs = extremes.flatMap((base) => extremes.map((exponent) => [base, exponent]))
  const program = gpu.program({
    name: 'powers',
    reads: ['bases', 'exponents'],
    writes: ['result'],
    functions: [power],
    element: 'result = exactPow(bases(i), exponents(i));',
  })
  const result = output(pairs.length)
  program.launch({ bases: floats(pairs.map(([p]) => p)), exponents: floats(pairs.map(([, q]) => q)), result })
  for (const [i, found] of (await values(result)).entries()) {
    const [base, exponent] = pairs[i]
    // In IEEE 754 ±1 to an infinite power is 1 and so is 1 to the power NaN; in JavaScript both are NaN.
    const one = base === 1 || (base === -1 && Math.abs(exponent) === Infinity)
    const expected = one ? 1 : base ** exponent
    if (Number.isFinite(expected)) expect(found, `${base} ** ${exponent}`).toBeCloseTo(expected, 5)
    else expect(found, `${base} ** ${exponent}`).toBe(expected)
    if (expected === 0) expect(Object.is(found, expected), `the sign of ${base} ** ${exponent}`).toBe(true)
  }
})
