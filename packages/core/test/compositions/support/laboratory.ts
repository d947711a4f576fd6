import { cpu } from '@evenkeel/backend-cpu'
import type {
  Backend,
  Buffer,
  CompleteKernels,
  HostArray,
  KernelArguments,
  KernelName,
} from '../../../src/backend/index.js'
import type { OptionalKernels } from '../../../src/backend/index.js'
import { OPTIONAL_KERNELS, REQUIRED_KERNELS } from '../../../src/backend/index.js'
import type { Composition, CompositionWorkspace } from '../../../src/compositions/composition.js'
import { loadCompositions } from '../../../src/compositions/load.js'

type AllCompositions = { readonly [K in keyof OptionalKernels]: Composition<K> }

/** Runs compositions on the CPU backend, of which only the required kernels are used. */
export interface Laboratory {
  readonly backend: Backend
  /** Calls of required kernels so far, by name. */
  readonly calls: Map<KernelName, number>
  /** Runs the composition of `kernel` and checks that inputs stay as they were (law 5). */
  run<K extends keyof OptionalKernels>(kernel: K, args: KernelArguments<K>): void
  floats(values: ArrayLike<number>): Buffer
  integers(values: ArrayLike<number>): Buffer
  /** A buffer full of NaN, so that an output that is not written whole shows. */
  empty(length: number): Buffer
  values(buffer: Buffer): number[]
}

export async function openLaboratory(): Promise<Laboratory> {
  const backend = await cpu.open()
  const names = Object.keys(OPTIONAL_KERNELS) as (keyof OptionalKernels)[]
  const compositions = (await loadCompositions(names)) as AllCompositions
  const calls = new Map<KernelName, number>()
  const constants = new Map<string, Buffer>()
  const read = (buffer: Buffer): HostArray => backend.readSync!(buffer)
  const holding = (values: HostArray): Buffer => {
    const buffer = backend.allocate(values.length, values instanceof Int32Array ? 'int32' : 'float32')
    backend.write(buffer, values)
    return buffer
  }
  const kernels = {} as Record<string, unknown>
  const workspace: CompositionWorkspace = {
    kernels: kernels as unknown as CompleteKernels,
    scratch: (length, dtype = 'float32') =>
      holding(dtype === 'int32' ? new Int32Array(length).fill(-99) : new Float32Array(length).fill(NaN)),
    constant(key, values) {
      const known = constants.get(key) ?? holding(values())
      constants.set(key, known)
      return known
    },
    write: (buffer, values) => backend.write(buffer, values),
  }
  for (const name of Object.keys(REQUIRED_KERNELS) as (keyof typeof REQUIRED_KERNELS)[]) {
    kernels[name] = (args: never) => {
      calls.set(name, (calls.get(name) ?? 0) + 1)
      backend.kernels[name](args)
    }
  }
  for (const name of Object.keys(OPTIONAL_KERNELS) as (keyof OptionalKernels)[]) {
    kernels[name] = (args: never) => compositions[name].run(workspace, args)
  }
  return {
    backend,
    calls,
    run(kernel, args) {
      const inputs = inputsOf(kernel, args).map((buffer) => ({ buffer, before: bits(read(buffer)) }))
      compositions[kernel].run(workspace, args)
      for (const { buffer, before } of inputs) {
        if (bits(read(buffer)) !== before) throw new Error(`${kernel} changed an input`)
      }
    },
    floats: (values) => holding(Float32Array.from(values)),
    integers: (values) => holding(Int32Array.from(values)),
    empty: (length) => holding(new Float32Array(length).fill(NaN)),
    values: (buffer) => [...read(buffer)],
  }
}

/** Buffers with a reading role that are not outputs of the same call. */
function inputsOf<K extends keyof OptionalKernels>(kernel: K, args: KernelArguments<K>): Buffer[] {
  const named = Object.entries(OPTIONAL_KERNELS[kernel].buffers).map(([name, role]) => ({
    reads: role.startsWith('read'),
    buffers: [(args as Record<string, unknown>)[name]].flat(2).filter((buffer) => buffer !== null) as Buffer[],
  }))
  const outputs = new Set(named.filter(({ reads }) => !reads).flatMap(({ buffers }) => buffers))
  return named.filter(({ reads }) => reads).flatMap(({ buffers }) => buffers.filter((b) => !outputs.has(b)))
}

/** The exact contents as text: tells −0 from 0. */
export function bits(values: ArrayLike<number>): string {
  return Array.from(values, (x) => (Object.is(x, -0) ? '-0' : String(x))).join()
}
