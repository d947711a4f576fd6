import { bits } from './bits.js'
import type { GlslFunction } from './function.js'

/**
 * exp to about 1e-7 relative: x = k·ln 2 + r with |r| ≤ ln 2 / 2 (ln 2 in two parts), the Taylor polynomial of e^r, and
 * 2^k through the exponent bits, in two steps so that neither overflows. NaN stays NaN.
 */
export const exponential: GlslFunction = {
  uses: [bits],
  source: `
float powerOfTwo(int k) {
  return uintBitsToFloat(uint(k + 127) << 23);
}

/* e^r - 1 for |r| <= 0.35, relative to itself. */
float smallExpm1(float r) {
  float p = 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  return p * r * r + r;
}

float exactExp(float x) {
  if (isNaN(x)) return x;
  if (x > 88.73) return INFINITY;
  if (x < -104.0) return 0.0;
  int k = int(floor(x * 1.44269504 + 0.5));
  float r = (x - float(k) * 0.693359375) + float(k) * 2.12194440e-4;
  int half1 = k / 2;
  return ((1.0 + smallExpm1(r)) * powerOfTwo(half1)) * powerOfTwo(k - half1);
}

float exactExpm1(float x) {
  if (isNaN(x)) return x;
  return abs(x) <= 0.35 ? smallExpm1(x) : exactExp(x) - 1.0;
}

float exactSigmoid(float x) {
  float e = exactExp(-abs(x));
  float small = e / (1.0 + e);
  if (isNaN(x)) return x;
  return isNegative(x) ? small : 1.0 / (1.0 + e);
}

/* Past 15, tanh is 1 to the last bit; before, t / (t + 2) with t = e^(2|x|) - 1. */
float exactTanh(float x) {
  if (isNaN(x)) return x;
  float size = abs(x);
  if (size > 15.0) return withSign(1.0, x);
  float t = exactExpm1(2.0 * size);
  return withSign(t / (t + 2.0), x);
}`,
}
