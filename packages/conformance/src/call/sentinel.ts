import type { HostArray } from '@evenkeel/core/backend'

/** What fills whole outputs before a call: a float32 number that no case computes. */
export const FLOAT_SENTINEL: number = Math.fround(-7.654321e33)

/** What fills whole int32 outputs before a call; survives devices on which integers travel as floats. */
export const INT_SENTINEL = -12_345_677

/** The sentinel of an array's dtype. */
export function sentinelOf(host: HostArray): number {
  return host instanceof Int32Array ? INT_SENTINEL : FLOAT_SENTINEL
}

/** An array like `host`, filled with `value`. */
export function filledLike(host: HostArray, value: number): HostArray {
  return host instanceof Int32Array
    ? new Int32Array(host.length).fill(value)
    : new Float32Array(host.length).fill(value)
}

/** Whether two arrays hold the same values; zeros differ by sign, NaN equals NaN. The first difference, or −1. */
export function firstDifference(actual: HostArray, expected: HostArray): number {
  if (actual.length !== expected.length) return Math.min(actual.length, expected.length)
  for (let i = 0; i < expected.length; i++) if (!Object.is(actual[i], expected[i])) return i
  return -1
}
