import { bits } from './bits.js'
import { exponential } from './exponential.js'
import type { GlslFunction } from './function.js'
import { logarithm } from './logarithm.js'

/** x^y as IEEE 754 has it: GLSL's pow takes no negative base. The error grows with |y·log x|. */
export const power: GlslFunction = {
  uses: [bits, exponential, logarithm],
  source: `
bool isWhole(float y) {
  return abs(y) >= 16777216.0 || floor(y) == y;
}

bool isOdd(float y) {
  return abs(y) < 16777216.0 && floor(y) == y && (int(y) & 1) == 1;
}

float exactPow(float x, float y) {
  if (y == 0.0 || x == 1.0) return 1.0;
  if (isNaN(x)) return x;
  if (isNaN(y)) return y;
  float size = abs(x);
  if (size == 1.0 && isInfinite(y)) return 1.0;
  if (isNegative(x) && x != 0.0 && !isInfinite(x) && !isWhole(y)) return NOT_A_NUMBER;
  float result = exactExp(y * exactLog(size));
  return isNegative(x) && isOdd(y) ? -result : result;
}`,
}
