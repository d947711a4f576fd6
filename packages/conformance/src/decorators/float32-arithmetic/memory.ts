import type { Buffer, HostArray } from '@evenkeel/core/backend'

/** Synchronous access to the buffers of a backend. */
export interface Memory {
  read(buffer: Buffer): HostArray
  write(buffer: Buffer, values: HostArray): void
}
