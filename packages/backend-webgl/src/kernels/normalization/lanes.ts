import { bits, roots, type GlslFunction } from '../../glsl/index.js'

/** What the programs of this folder do with one number or with four. */
export const lanes: GlslFunction = {
  uses: [bits, roots],
  source: `
vec4 rounded(vec4 x) {
  return uintBitsToFloat(floatBitsToUint(x));
}

/* w * x; a weight of 0 skips x, also where that is NaN. */
float weighed(float w, float x) {
  return w == 0.0 ? 0.0 : w * x;
}
vec4 weighed(vec4 w, vec4 x) {
  return mix(w * x, vec4(0.0), equal(w, vec4(0.0)));
}

/* 0 for the mean of nothing. */
float meanOf(float total, float count) {
  return count == 0.0 ? 0.0 : total / count;
}
vec4 meanOf(vec4 total, vec4 count) {
  return mix(total / count, vec4(0.0), equal(count, vec4(0.0)));
}

/* A sum of squares that rounding may have pushed below 0; NaN stays. */
float notNegative(float x) {
  return isNaN(x) ? x : max(x, 0.0);
}
vec4 notNegative(vec4 x) {
  return vec4(notNegative(x.x), notNegative(x.y), notNegative(x.z), notNegative(x.w));
}

/* 1/sqrt(variance + epsilon). */
float inverseDeviation(float m2, float count, float epsilon) {
  return exactRsqrt(meanOf(m2, count) + epsilon);
}
vec4 inverseDeviation(vec4 m2, vec4 count, float epsilon) {
  vec4 v = meanOf(m2, count) + epsilon;
  return vec4(exactRsqrt(v.x), exactRsqrt(v.y), exactRsqrt(v.z), exactRsqrt(v.w));
}`,
}
