import type { KernelName } from '@evenkeel/core/backend'
import type { HostArguments } from '../call/host.js'

/**
 * What an output should hold, computed in float64.
 *
 * `scale` is the magnitude against which the error of each element is measured: |value| where it is absent, and for
 * sums the sum of the absolute terms, because a rounding error is a fraction of what was added, not of what
 * cancellation left over.
 */
export interface Reference {
  readonly values: ArrayLike<number>
  readonly scale?: ArrayLike<number>
}

/** References by the path of the output: `out`, `slots[0][1]`. */
export type References = Readonly<Record<string, Reference>>

/** The float64 meaning of one kernel: references of all its outputs, from the arguments before the call. */
export type Oracle<K extends KernelName> = (args: HostArguments<K>) => References

/** References of a kernel with the single output `out`. */
export function onlyOut(values: ArrayLike<number>, scale?: ArrayLike<number>): References {
  return { out: { values, scale } }
}
