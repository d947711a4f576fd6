import type { OptionalKernels } from './optional-kernels.js'
import type { RequiredKernels } from './required-kernels.js'

/** What a backend brings: all required kernels, and those optional ones it does better than their composition. */
export type Kernels = RequiredKernels & Partial<OptionalKernels>

/** The table that core works with: every kernel, native or composed. */
export type CompleteKernels = RequiredKernels & OptionalKernels

export type KernelName = keyof CompleteKernels

/** The named arguments of one kernel. */
export type KernelArguments<K extends KernelName> = Parameters<CompleteKernels[K]>[0]
