import type { Backend, CompleteKernels, KernelName, OptionalKernels } from '../backend/index.js'
import { OPTIONAL_KERNELS, REQUIRED_KERNELS } from '../backend/index.js'
import { COMPOSITIONS } from '../compositions/index.js'
import { BackendIncompleteError } from '../errors.js'
import type { ScratchFrame } from './scratch.js'

/**
 * Where a kernel of a device comes from: the backend itself (`native`), a composition of required kernels
 * (`composed`), or one that computes on the host and uploads (`host`).
 */
export type KernelSource = 'native' | 'composed' | 'host'

/** One line of `device.explain()`. */
export interface KernelExplanation {
  readonly kernel: KernelName
  readonly required: boolean
  readonly source: KernelSource
}

/**
 * Refuses a backend that lacks required kernels.
 *
 * @throws BackendIncompleteError with the whole list
 */
export function requireKernels(backend: Backend): void {
  const missing = Object.keys(REQUIRED_KERNELS).filter(
    (name) => typeof backend.kernels[name as KernelName] !== 'function',
  )
  if (missing.length === 0) return
  throw new BackendIncompleteError(
    {
      what: `Backend '${backend.name}' lacks ${missing.length} of ${Object.keys(REQUIRED_KERNELS).length} required kernels: ${missing.join(', ')}.`,
      remedy: 'Implement them (see @evenkeel/core/backend) or choose another backend.',
    },
    missing,
  )
}

/** The table of all kernels of a device: the backend's own, and a composition for each optional one it lacks. */
export function completeKernels(backend: Backend, frame: (kernels: CompleteKernels) => ScratchFrame): CompleteKernels {
  const table: Record<string, unknown> = {}
  const kernels = table as unknown as CompleteKernels
  for (const name of Object.keys(REQUIRED_KERNELS) as (keyof typeof REQUIRED_KERNELS)[]) {
    table[name] = backend.kernels[name].bind(backend.kernels)
  }
  for (const name of Object.keys(OPTIONAL_KERNELS) as (keyof OptionalKernels)[]) {
    table[name] = backend.kernels[name]?.bind(backend.kernels) ?? composed(name, () => frame(kernels))
  }
  return kernels
}

function composed<K extends keyof OptionalKernels>(
  name: K,
  frame: () => ScratchFrame,
): (args: Parameters<OptionalKernels[K]>[0]) => void {
  const composition = COMPOSITIONS[name]
  return (args) => {
    const workspace = frame()
    try {
      composition.run(workspace, args)
    } finally {
      workspace.release()
    }
  }
}

/** Where each kernel of the backend comes from, in the order of the contract. */
export function explainKernels(backend: Backend): KernelExplanation[] {
  const required = Object.keys(REQUIRED_KERNELS) as KernelName[]
  const optional = Object.keys(OPTIONAL_KERNELS) as (keyof OptionalKernels)[]
  return [
    ...required.map((kernel) => ({ kernel, required: true, source: 'native' as const })),
    ...optional.map((kernel) => ({ kernel, required: false, source: sourceOf(backend, kernel) })),
  ]
}

function sourceOf(backend: Backend, kernel: keyof OptionalKernels): KernelSource {
  if (backend.kernels[kernel] !== undefined) return 'native'
  return COMPOSITIONS[kernel].host ? 'host' : 'composed'
}
