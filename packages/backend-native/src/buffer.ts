import type { Buffer, DType } from '@evenkeel/core/backend'

/** Memory of the addon, known by a number: passing numbers to C++ costs a fraction of passing arrays. */
export class NativeBuffer implements Buffer {
  readonly length: number
  readonly dtype: DType
  /** NaN once the buffer is freed, so that a kernel refuses it. */
  id: number

  constructor(id: number, length: number, dtype: DType) {
    this.id = id
    this.length = length
    this.dtype = dtype
  }
}

const ABSENT = -1

/** What the addon knows a buffer by. A buffer of another backend has none: the kernel then refuses it. */
export function idOf(buffer: Buffer): number {
  return (buffer as NativeBuffer).id
}

/** As {@link idOf}, for a buffer that may be left out. */
export function optionalIdOf(buffer: Buffer | null): number {
  return buffer === null ? ABSENT : (buffer as NativeBuffer).id
}
