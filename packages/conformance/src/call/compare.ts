import type { HostArray } from '@evenkeel/core/backend'
import type { Reference } from '../oracle/reference.js'
import { sentinelOf } from './sentinel.js'

/** Results below the smallest normal float32 may be flushed to zero, whatever the relative tolerance. */
const SMALLEST_NORMAL = 2 ** -126

function allowedError(reference: Reference, index: number, tolerance: number): number {
  const scale = reference.scale?.[index] ?? Math.abs(reference.values[index])
  return (Number.isFinite(scale) ? tolerance * scale : 0) + SMALLEST_NORMAL
}

function agrees(actual: number, reference: Reference, index: number, tolerance: number): boolean {
  const expected = reference.values[index]
  if (Number.isNaN(expected)) return Number.isNaN(actual)
  const rounded = Math.fround(expected)
  if (!Number.isFinite(rounded)) return actual === rounded
  return Math.abs(actual - expected) <= allowedError(reference, index, tolerance)
}

function sameBits(actual: number, host: HostArray, expected: number): boolean {
  return Object.is(actual, host instanceof Int32Array ? expected | 0 : Math.fround(expected))
}

/**
 * What is wrong with an output, or null. A tolerance of 0 asks for the very bits (zeros with their sign, any NaN
 * for a NaN); otherwise |actual − expected| ≤ tolerance · scale, and infinities and NaN have to be the same.
 */
export function mismatch(
  path: string,
  actual: ArrayLike<number>,
  host: HostArray,
  reference: Reference,
  tolerance: number,
): string | null {
  const { values } = reference
  if (actual.length !== values.length) return `${path} has ${actual.length} elements, expected ${values.length}`
  const wrong: number[] = []
  for (let i = 0; i < values.length; i++) {
    const right =
      tolerance === 0 || host instanceof Int32Array
        ? sameBits(actual[i], host, values[i])
        : agrees(actual[i], reference, i, tolerance)
    if (!right) wrong.push(i)
  }
  if (wrong.length === 0) return null
  const first = wrong[0]
  const unwritten = actual[first] === sentinelOf(host) ? ' (never written)' : ''
  const allowed = tolerance === 0 ? 'the same bits' : `± ${allowedError(reference, first, tolerance).toPrecision(3)}`
  return (
    `${path}[${first}] is ${actual[first]}${unwritten}, expected ${values[first]} (${allowed}); ` +
    `${wrong.length} of ${values.length} elements are off`
  )
}
