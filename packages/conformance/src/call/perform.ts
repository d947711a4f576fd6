import type { Backend, Buffer, CompleteKernels, HostArray, KernelName } from '@evenkeel/core/backend'
import type { Device, KernelSource } from '@evenkeel/core'
import { NonConformance, demand } from '../non-conformance.js'
import { FLOAT_SENTINEL, filledLike, firstDifference, sentinelOf } from './sentinel.js'
import { describeCall, slotsOf, withSlots } from './slots.js'
import type { Arguments, Slot } from './slots.js'

/** One table of kernels on an opened backend: what a case is run against. */
export interface Implementation {
  /** Where the kernel under test comes from: the backend itself, or a composition of its required kernels. */
  readonly source: KernelSource
  /** Core's device around the backend, for what is tested through core. */
  readonly device: Device
  readonly backend: Backend
  readonly kernels: CompleteKernels
}

/** How to make a call, beside its arguments. */
export interface CallOptions {
  /** An output and the input whose buffer it shares. */
  readonly alias?: readonly [output: string, input: string]
  /** What whole outputs hold before the call; the sentinel by default. */
  readonly prefill?: number
}

/** Contents of the outputs after a call, by path. */
export type Outputs = Readonly<Record<string, HostArray>>

const GUARD_LENGTH = 8

/** A buffer that holds the host's values. */
export function upload(backend: Backend, host: HostArray): Buffer {
  const buffer = backend.allocate(host.length, host instanceof Int32Array ? 'int32' : 'float32')
  backend.write(buffer, host)
  return buffer
}

/** What the slot's buffer holds before the call. */
function contents(slot: Slot, prefill: number | undefined): HostArray {
  return slot.access === 'write' ? filledLike(slot.host, prefill ?? sentinelOf(slot.host)) : slot.host
}

/**
 * Runs one kernel as a suspicious stranger would: outputs of exactly the right size, filled with a sentinel, a guard
 * buffer allocated after each of them, inputs compared with what they were. Returns the outputs; frees everything.
 */
export async function perform(
  implementation: Implementation,
  kernel: KernelName,
  args: Arguments,
  { alias, prefill }: CallOptions = {},
): Promise<Outputs> {
  const { backend, source } = implementation
  const subject = `${kernel} (${source})`
  const slots = slotsOf(kernel, args)
  const guard = new Float32Array(GUARD_LENGTH).fill(FLOAT_SENTINEL)
  const guards = [upload(backend, guard)]
  const buffers = new Map<string, Buffer>()
  for (const slot of slots) {
    if (slot.path === alias?.[0]) continue
    buffers.set(slot.path, upload(backend, contents(slot, prefill)))
    if (slot.access !== 'read') guards.push(upload(backend, guard))
  }
  const owned = [...guards, ...buffers.values()]
  if (alias) buffers.set(alias[0], buffers.get(alias[1])!)

  const returned = attempt(subject, describeCall(kernel, args), () => enqueue(implementation, kernel, args, buffers))
  demand(returned === undefined, subject, 'returned something; kernels enqueue and return nothing (law 1)')

  const [after, guardsAfter] = await Promise.all([
    Promise.all(slots.map(({ path }) => backend.read(buffers.get(path)!))),
    Promise.all(guards.map((buffer) => backend.read(buffer))),
  ])
  owned.forEach((buffer) => backend.free(buffer))

  const outputs: Record<string, HostArray> = {}
  slots.forEach((slot, i) => {
    if (slot.access !== 'read') outputs[slot.path] = after[i]
    else if (slot.path !== alias?.[1]) demandUnmodified(subject, slot, after[i])
  })
  for (const content of guardsAfter)
    demand(firstDifference(content, guard) < 0, subject, 'wrote outside its outputs, into another buffer')
  return outputs
}

/** Calls the kernel with buffers in place of the host arrays, by path. */
export function enqueue(
  { kernels }: Implementation,
  kernel: KernelName,
  args: Arguments,
  buffers: ReadonlyMap<string, Buffer>,
): unknown {
  const run = kernels[kernel] as (named: Arguments) => unknown
  return run.call(kernels, withSlots(kernel, args, buffers))
}

function attempt(subject: string, call: string, run: () => unknown): unknown {
  try {
    return run()
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new NonConformance(subject, `threw '${message}'; in ${call}`, { cause })
  }
}

function demandUnmodified(subject: string, { path, host }: Slot, after: HostArray): void {
  const at = firstDifference(after, host)
  const finding = `modified its input ${path}: element ${at} was ${host[at]} and is ${after[at]} (law 5)`
  demand(at < 0, subject, finding)
}
