/** Channels of one element summed or compared side by side, in float64 memory of that length. */
export const CHANNEL_BLOCK = 512

/**
 * The output row (or column) whose window has its tap number `tap` at input row `position`, or −1 when there is none:
 * the inverse of position = output · stride − padding + tap · dilation.
 */
export function outputOf(
  position: number,
  tap: number,
  padding: number,
  dilation: number,
  stride: number,
  size: number,
): number {
  const shifted = position + padding - tap * dilation
  if (shifted < 0 || shifted % stride !== 0) return -1
  const output = shifted / stride
  return output < size ? output : -1
}
