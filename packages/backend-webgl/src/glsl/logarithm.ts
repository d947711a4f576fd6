import { bits } from './bits.js'
import type { GlslFunction } from './function.js'

/**
 * log to about 1e-7 relative, near 1 too: x = 2^k·(1 + f) with 1 + f in [√½, √2], and with s = f / (2 + f) the series
 * log(1 + f) = f − f²/2 + s·(f²/2 + R(s²)), R as in FreeBSD's e_logf.c.
 */
export const logarithm: GlslFunction = {
  uses: [bits],
  source: `
/* log(1 + f) for f in [-0.3, 0.42], plus a correction. */
float logOnePlus(float f, float correction) {
  float s = f / (2.0 + f);
  float z = s * s;
  float w = z * z;
  float r = z * (0.66666662693 + w * 0.28498786688) + w * (0.40000972152 + w * 0.24279078841);
  float h = 0.5 * f * f;
  return f - (h - (s * (h + r) + correction));
}

float exactLog(float x) {
  if (isNaN(x)) return x;
  if (x == 0.0) return -INFINITY;
  if (isNegative(x)) return NOT_A_NUMBER;
  if (isInfinite(x)) return x;
  int k = 0;
  if (x < 1.17549435e-38) {
    x *= 33554432.0;
    k = -25;
  }
  /* The exponent such that what is left lies around 1, from sqrt(1/2) to sqrt(2). */
  int word = floatBitsToInt(x) + (0x3f800000 - 0x3f3504f3);
  k += (word >> 23) - 127;
  float f = intBitsToFloat((word & 0x007fffff) + 0x3f3504f3) - 1.0;
  return float(k) * 0.69313812256 + logOnePlus(f, float(k) * 9.0580006145e-6);
}

/* 1 + x rounds, which matters only where log(1 + x) is small: there the series takes x itself. */
float exactLog1p(float x) {
  if (isNaN(x)) return x;
  if (x > -0.29 && x < 0.41) return logOnePlus(x, 0.0);
  return exactLog(1.0 + x);
}`,
}
