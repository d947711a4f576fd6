import { philox4x32 } from '../random/index.js'

/** Streams of random numbers below this one belong to initializers. */
const SHUFFLE_STREAM = 0x2000_0000

/**
 * 0..length−1 in an order that seed and epoch fix (Fisher and Yates, with Philox numbers), the same on every machine.
 */
export function permutation(length: number, seed: number, epoch: number): Int32Array {
  const order = new Int32Array(length)
  for (let i = 0; i < length; i++) order[i] = i
  const counter = Uint32Array.of(0, epoch, SHUFFLE_STREAM, 0)
  const key = Uint32Array.of(seed, 0)
  const words = new Uint32Array(4)
  for (let i = length - 1; i > 0; i--) {
    const lane = i & 3
    if (lane === 3 || i === length - 1) {
      counter[0] = i >>> 2
      philox4x32(counter, key, words)
    }
    const j = Math.floor((words[lane] / 2 ** 32) * (i + 1))
    const moved = order[i]
    order[i] = order[j]
    order[j] = moved
  }
  return order
}
