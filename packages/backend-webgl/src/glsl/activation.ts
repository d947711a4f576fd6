import { SELU_ALPHA, SELU_SCALE, type Activation } from '@evenkeel/core/backend'
import { bits } from './bits.js'
import { errorFunction } from './error-function.js'
import { exponential } from './exponential.js'
import type { GlslFunction } from './function.js'
import { literal } from './literal.js'
import { logarithm } from './logarithm.js'

/** log(1 + e^x), which neither overflows nor loses small values; x is not NaN. */
const softplus: GlslFunction = {
  uses: [exponential, logarithm],
  source: `
float softplus(float x) {
  return max(x, 0.0) + exactLog1p(exactExp(-abs(x)));
}`,
}

/**
 * x·e^x without passing by e^x, which is subnormal, and 0 on a GPU, before the product is. Below −17, x times its gate
 * is that to the last bit for silu and mish.
 */
const timesExponential: GlslFunction = {
  uses: [bits, exponential],
  source: `
float timesExponential(float x) {
  float root = exactExp(0.5 * x);
  return rounded(x * root) * root;
}`,
}

/** What sigmoid(2u) makes the tanh approximation of gelu: u = √(2/π)·(x + 0.044715·x³). */
const DOUBLE_GELU_INNER = `${literal(2 * Math.sqrt(2 / Math.PI))} * (x + 0.044715 * x * x * x)`

/** f in terms of x, which is not NaN, and alpha. */
const VALUES: Readonly<Record<Activation, string>> = {
  relu: 'isPositive(x) ? x : 0.0',
  relu6: 'isPositive(x) ? (x < 6.0 ? x : 6.0) : 0.0',
  leakyRelu: 'isPositive(x) ? x : alpha * x',
  elu: 'x > 0.0 ? x : alpha * exactExpm1(x)',
  selu: `x > 0.0 ? ${literal(SELU_SCALE)} * x : ${literal(SELU_SCALE * SELU_ALPHA)} * exactExpm1(x)`,
  sigmoid: 'exactSigmoid(x)',
  tanh: 'exactTanh(x)',
  softplus: 'softplus(x)',
  gelu: `0.5 * x * (1.0 + exactErf(x * ${literal(Math.SQRT1_2)}))`,
  geluTanh: `x * exactSigmoid(${DOUBLE_GELU_INNER})`,
  silu: 'x < -17.0 ? timesExponential(x) : x * exactSigmoid(x)',
  mish: 'x < -17.0 ? timesExponential(x) : x * exactTanh(softplus(x))',
  hardSwish: 'x * min(max(x + 3.0, 0.0), 6.0) / 6.0',
}

/** Statements that return f′ in terms of what `ACTIVATION_SAVES` names, not NaN, and alpha. */
const SLOPES: Readonly<Record<Activation, string>> = {
  relu: 'return isPositive(saved) ? 1.0 : 0.0;',
  relu6: 'return isPositive(saved) && saved < 6.0 ? 1.0 : 0.0;',
  leakyRelu: 'return isPositive(saved) ? 1.0 : alpha;',
  elu: 'return saved > 0.0 ? 1.0 : saved + alpha;',
  selu: `return saved > 0.0 ? ${literal(SELU_SCALE)} : saved + ${literal(SELU_SCALE * SELU_ALPHA)};`,
  sigmoid: 'return saved * (1.0 - saved);',
  tanh: 'return 1.0 - saved * saved;',
  softplus: 'return exactSigmoid(saved);',
  gelu: `
  float density = exactExp(-0.5 * x * x) * ${literal(1 / Math.sqrt(2 * Math.PI))};
  return 0.5 * (1.0 + exactErf(x * ${literal(Math.SQRT1_2)})) + x * density;`,
  geluTanh: `
  float gate = exactSigmoid(${DOUBLE_GELU_INNER});
  float bend = ${literal(2 * Math.sqrt(2 / Math.PI))} * (1.0 + 0.134145 * x * x);
  return gate + x * gate * (1.0 - gate) * bend;`,
  silu: `
  float gate = exactSigmoid(x);
  return gate * (1.0 + x * (1.0 - gate));`,
  mish: `
  float curve = exactTanh(softplus(x));
  return curve + x * exactSigmoid(x) * (1.0 - curve * curve);`,
  hardSwish: 'return saved < -3.0 ? 0.0 : saved >= 3.0 ? 1.0 : saved / 3.0 + 0.5;',
}

/** `float activated(float x, float alpha)`: f(x). */
export function activationValue(activation: Activation): GlslFunction {
  return {
    uses: [bits, exponential, logarithm, errorFunction, softplus, timesExponential],
    source: `
float activated(float x, float alpha) {
  if (isNaN(x)) return x;
  return ${VALUES[activation]};
}`,
  }
}

/**
 * `float activationSlope(float saved, float alpha)`: f′ from the output or the input, as `ACTIVATION_SAVES` says.
 * Beyond ±128 every gate is shut or open to the last bit: x keeps within, which spares ∞ the products ∞·0.
 */
export function activationSlope(activation: Activation): GlslFunction {
  return {
    uses: [bits, exponential, logarithm, errorFunction, softplus],
    source: `
float activationSlope(float saved, float alpha) {
  if (isNaN(saved)) return saved;
  float x = min(max(saved, -128.0), 128.0);
  ${SLOPES[activation]}
}`,
  }
}
