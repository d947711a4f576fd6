import type { Buffer, CompleteKernels, HostArray, OptionalKernels } from '../backend/index.js'
import type { Workspace } from '../norm/index.js'

/** What an optional kernel is composed with: a workspace whose kernels are complete. */
export interface CompositionWorkspace extends Workspace {
  readonly kernels: CompleteKernels
  /** Uploads host values, for compositions marked `host`. */
  write(buffer: Buffer, values: HostArray): void
}

/** An optional kernel made of other kernels. */
export interface Composition<K extends keyof OptionalKernels> {
  readonly kernel: K
  /** Whether the composition computes on the host and uploads (only random numbers do). */
  readonly host: boolean
  /** Enqueues what the kernel would have done; scratch memory of `workspace` is returned by the caller. */
  run(workspace: CompositionWorkspace, args: Parameters<OptionalKernels[K]>[0]): void
}
