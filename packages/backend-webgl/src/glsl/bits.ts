import type { GlslFunction } from './function.js'

/**
 * NaN, infinities and signs by bits. GLSL promises nothing about NaN: compilers drop isnan, and turn comparisons that
 * only NaN fails into constants.
 */
export const bits: GlslFunction = {
  source: `
const float INFINITY = uintBitsToFloat(0x7f800000u);
const float NOT_A_NUMBER = uintBitsToFloat(0x7fc00000u);

bool isNaN(float x) {
  return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u;
}

bool isFinite(float x) {
  return (floatBitsToUint(x) & 0x7f800000u) != 0x7f800000u;
}

bool isInfinite(float x) {
  return (floatBitsToUint(x) & 0x7fffffffu) == 0x7f800000u;
}

bool isNegative(float x) {
  return (floatBitsToUint(x) & 0x80000000u) != 0u;
}

/* x > 0 by its bits, for x that is not NaN: comparisons take tiny numbers for 0 where the GPU flushes them. */
bool isPositive(float x) {
  return floatBitsToInt(x) > 0;
}

/* |size| with the sign of another number, -0 included. */
float withSign(float size, float sign) {
  return uintBitsToFloat((floatBitsToUint(size) & 0x7fffffffu) | (floatBitsToUint(sign) & 0x80000000u));
}

/* The same number, of which the compiler forgets how it was computed: (1.0 + x) - 1.0 is not folded to x. */
float rounded(float x) {
  return uintBitsToFloat(floatBitsToUint(x));
}`,
}
