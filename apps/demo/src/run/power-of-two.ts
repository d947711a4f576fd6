/**
 * The largest power of two that is not above `most`, which is 1 or more. Segments have such lengths: the device keeps
 * memory for each shape that it has seen, so there must be few.
 */
export function powerOfTwo(most: number): number {
  return 2 ** Math.floor(Math.log2(most))
}
