import type { Buffer, DType, HostArray } from '@evenkeel/core/backend'

/** A buffer of this backend: the contract's two fields, and where the memory is. */
export interface HostBuffer extends Buffer {
  data: HostArray
}

export function newBuffer(length: number, dtype: DType): HostBuffer {
  return { length, dtype, data: dtype === 'int32' ? new Int32Array(length) : new Float32Array(length) }
}

/** The memory behind a buffer; every buffer of this backend is a {@link HostBuffer}. */
export function dataOf(buffer: Buffer): HostArray {
  return (buffer as HostBuffer).data
}
