import { bits, exponential, type GlslFunction } from '../../../glsl/index.js'

/** Up to this length a thread goes through the whole line of each of its elements: launches cost more. */
const LONGEST_SHORT_LINE = 16

/** Whether {@link lineStatistics} computes a line's statistics in place, or reads them. */
export type LineLength = 'short' | 'long'

export function lineLengthOf(n: number): LineLength {
  return n <= LONGEST_SHORT_LINE ? 'short' : 'long'
}

/** What {@link lineStatistics} needs. */
export const LINE_FUNCTIONS: readonly GlslFunction[] = [bits, exponential]

/**
 * `void statistics(int line, int within, out float largest, out float total)`: the largest element of a line of
 * `values`, [outer, n, inner], and the sum of exp(v − largest) over the line. A NaN in the line makes `total` NaN, so
 * that it does not matter what it makes of `largest`. Long lines need the buffers `largests` and `totals`.
 */
export function lineStatistics(length: LineLength, values: string): string {
  const body =
    length === 'long'
      ? `
  largest = largests(line * inner + within);
  total = totals(line * inner + within);`
      : `
  largest = -INFINITY;
  for (int j = 0; j < n; j++) largest = max(largest, ${values}((line * n + j) * inner + within));
  total = 0.0;
  for (int j = 0; j < n; j++) total += exactExp(${values}((line * n + j) * inner + within) - largest);`
  return `
void statistics(int line, int within, out float largest, out float total) {${body}
}`
}
