/** Element type of a buffer. `int32` serves labels, row numbers and positions; arithmetic kernels are float32 only. */
export type DType = 'float32' | 'int32'

/** The host's view of a buffer's contents. */
export type HostArray = Float32Array | Int32Array

/**
 * Dense device memory of one dtype. Core never looks inside: a backend returns objects of its own
 * that carry these two fields beside whatever it needs to find the memory. Length 0 is legal.
 * A buffer keeps its identity: a kernel that writes a buffer leaves the object the same.
 */
export interface Buffer {
  readonly length: number
  readonly dtype: DType
}
