import { philox4x32 } from '../random/index.js'

/** Streams of random numbers below this one belong to initializers. */
const SHUFFLE_STREAM = 0x2000_0000

/**
 * 0..length−1 in an order that seed and epoch fix (Fisher and Yates, with Philox numbers), the same on every machine.
 */
export function permutation(length: number, seed: number, epoch: number): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i)
  const words = new Uint32Array(4)
  for (let i = length - 1; i > 0; i--) {
    const lane = i & 3
    if (lane === 3 || i === length - 1) philox4x32([i >>> 2, epoch, SHUFFLE_STREAM, 0], [seed, 0], words)
    const j = Math.floor((words[lane] / 2 ** 32) * (i + 1))
    const moved = order[i]
    order[i] = order[j]
    order[j] = moved
  }
  return order
}
