import type { Buffer, HostArray, KernelArguments, KernelName } from '@evenkeel/core/backend'

/** An argument of a kernel with host arrays in place of buffers; attributes stay as they are. */
export type OnHost<T> = T extends Buffer
  ? HostArray
  : T extends readonly Buffer[]
    ? readonly HostArray[]
    : T extends readonly (readonly Buffer[])[]
      ? readonly (readonly HostArray[])[]
      : T

/**
 * The named arguments of one kernel on the host. Outputs are arrays too: of a whole output only length and dtype
 * count, of one that is written in part or updated in place the array is what the buffer holds before the call.
 */
export type HostArguments<K extends KernelName> = {
  readonly [Name in keyof KernelArguments<K>]: OnHost<KernelArguments<K>[Name]>
}

/** A whole float32 output of `length` elements. */
export function blank(length: number): Float32Array {
  return new Float32Array(length)
}

/** A whole int32 output of `length` elements. */
export function blankInt(length: number): Int32Array {
  return new Int32Array(length)
}

/** float32 values. */
export function floats(...values: readonly number[]): Float32Array {
  return Float32Array.from(values)
}

/** int32 values. */
export function ints(...values: readonly number[]): Int32Array {
  return Int32Array.from(values)
}
