import type { Buffer, DType, HostArray, RequiredKernels } from '../backend/index.js'

/**
 * What statistics are computed with: the required kernels and scratch memory that lives until the surrounding
 * computation is enqueued. Nothing in `norm/` or `compositions/` knows more of a device.
 */
export interface Workspace {
  readonly kernels: RequiredKernels
  /** Undefined contents; returned to its owner by itself. Default dtype float32. */
  scratch(length: number, dtype?: DType): Buffer
  /** A buffer that always holds the same values, written once for each `key`. */
  constant(key: string, values: () => HostArray): Buffer
}
