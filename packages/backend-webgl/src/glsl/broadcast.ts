import type { GlslFunction } from './function.js'

/** The element of a broadcast operand that element i of the output reads: ⌊i / inner⌋ mod channels, in integers. */
export const broadcast: GlslFunction = {
  source: `
int broadcastIndex(int i, int channels, int inner) {
  return (i / inner) % channels;
}`,
}
