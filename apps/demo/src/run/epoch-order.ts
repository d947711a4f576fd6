import { random } from '@evenkeel/core'

/** Streams of the generator: those of core's own draws lie elsewhere. */
const ORDER_STREAM = 0x6000_0000

/**
 * The numbers 0 to length − 1 in an order that seed and epoch fix (Fisher and Yates, by Philox numbers): the same on every
 * device and in every thread, so that a run can go on in the middle of an epoch.
 */
export function epochOrder(length: number, seed: number, epoch: number): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i)
  const key = Uint32Array.of(seed, 0)
  const words = new Uint32Array(4)
  for (let i = length - 1; i > 0; i--) {
    random.philox4x32([i, epoch, ORDER_STREAM, 0], key, words)
    const j = Math.floor((words[0] / 2 ** 32) * (i + 1))
    const moved = order[i]
    order[i] = order[j]
    order[j] = moved
  }
  return order
}
