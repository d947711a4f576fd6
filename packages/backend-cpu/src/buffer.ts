import { StateError, type Buffer, type DType, type HostArray } from '@evenkeel/core/backend'

/**
 * Memory of the CPU backend: one ArrayBuffer, seen as numbers (`data`, of the buffer's dtype) and as plain 32-bit
 * words, which kernels that only move elements use for both dtypes alike. Both are null once the buffer is freed.
 */
export class CpuBuffer implements Buffer {
  readonly length: number
  readonly dtype: DType
  data: HostArray | null
  words: Int32Array | null

  constructor(length: number, dtype: DType) {
    const memory = new ArrayBuffer(length * 4)
    this.length = length
    this.dtype = dtype
    this.words = new Int32Array(memory)
    this.data = dtype === 'int32' ? this.words : new Float32Array(memory)
  }

  /** Drops the memory, so that any further use fails instead of reading stale numbers. */
  release(): void {
    this.data = null
    this.words = null
  }
}

/** The numbers of a float32 buffer. Throws StateError when it was freed or has another dtype. */
export function floats(buffer: Buffer): Float32Array {
  const { data } = buffer as CpuBuffer
  if (data instanceof Float32Array) return data
  throw unusable(buffer, 'float32')
}

/** The numbers of an int32 buffer. Throws StateError when it was freed or has another dtype. */
export function integers(buffer: Buffer): Int32Array {
  const { data } = buffer as CpuBuffer
  if (data instanceof Int32Array) return data
  throw unusable(buffer, 'int32')
}

/** The 32-bit words of a buffer of either dtype. Throws StateError when it was freed. */
export function words(buffer: Buffer): Int32Array {
  const { words } = buffer as CpuBuffer
  if (words instanceof Int32Array) return words
  throw unusable(buffer, 'float32 or int32')
}

function unusable(buffer: Buffer, expected: string): StateError {
  const { length, dtype, data } = buffer as CpuBuffer
  const found = data === null ? 'a freed buffer' : `a buffer of ${dtype}`
  return new StateError({
    what: `cpu: a kernel was given ${found} (${length} elements) where ${expected} was expected.`,
    remedy: 'Pass buffers that this backend allocated and that were not freed, of the dtype the contract names.',
  })
}
