import type { Backend, CompleteKernels, KernelName, OptionalKernels } from '../backend/index.js'
import { OPTIONAL_KERNELS, REQUIRED_KERNELS } from '../backend/index.js'
import type { Composition } from '../compositions/composition.js'
import { loadCompositions, type LoadedCompositions } from '../compositions/load.js'
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

/** Loads a composition for each optional kernel that the backend lacks. */
export function loadMissing(backend: Backend): Promise<LoadedCompositions> {
  return loadCompositions(optionalKernels().filter((kernel) => backend.kernels[kernel] === undefined))
}

/** The table of all kernels of a device: the backend's own, and a composition for each optional one it lacks. */
export function completeKernels(
  backend: Backend,
  compositions: LoadedCompositions,
  frame: (kernels: CompleteKernels) => ScratchFrame,
): CompleteKernels {
  const table: Record<string, unknown> = {}
  const kernels = table as unknown as CompleteKernels
  for (const name of Object.keys(REQUIRED_KERNELS) as (keyof typeof REQUIRED_KERNELS)[]) {
    table[name] = backend.kernels[name].bind(backend.kernels)
  }
  const complete = <K extends keyof OptionalKernels>(name: K): void => {
    const composition = compositions[name] as Composition<K>
    table[name] = backend.kernels[name]?.bind(backend.kernels) ?? composed(composition, () => frame(kernels))
  }
  for (const name of optionalKernels()) complete(name)
  return kernels
}

function composed<K extends keyof OptionalKernels>(
  composition: Composition<K>,
  frame: () => ScratchFrame,
): (args: Parameters<OptionalKernels[K]>[0]) => void {
  return (args) => {
    const workspace = frame()
    try {
      composition.run(workspace, args)
    } finally {
      workspace.release()
    }
  }
}

/** Where each kernel comes from, in the order of the contract: composed where there is a composition, else native. */
export function explainKernels(compositions: LoadedCompositions): KernelExplanation[] {
  const required = Object.keys(REQUIRED_KERNELS) as KernelName[]
  const sourceOf = (kernel: keyof OptionalKernels): KernelSource => {
    const composition = compositions[kernel]
    return composition === undefined ? 'native' : composition.host ? 'host' : 'composed'
  }
  return [
    ...required.map((kernel) => ({ kernel, required: true, source: 'native' as const })),
    ...optionalKernels().map((kernel) => ({ kernel, required: false, source: sourceOf(kernel) })),
  ]
}

function optionalKernels(): (keyof OptionalKernels)[] {
  return Object.keys(OPTIONAL_KERNELS) as (keyof OptionalKernels)[]
}
