import { KERNEL_ROLES } from '@evenkeel/core/backend'
import type { Backend, Buffer, KernelArguments, KernelName, Kernels, Provider } from '@evenkeel/core/backend'
import type { HostArguments } from '../src/call/host.js'
import { decorate } from '../src/decorators/decorate.js'
import { ORACLES } from '../src/oracle/index.js'
import type { References } from '../src/oracle/reference.js'
import { naive } from './naive-backend/provider.js'

type Call = (args: Readonly<Record<string, unknown>>) => References

function isBuffer(value: unknown): value is Buffer {
  return typeof value === 'object' && value !== null && 'dtype' in value
}

/** The same arguments with host arrays for buffers, and every buffer by its path. */
function toHost(backend: Backend, args: object): { host: Record<string, unknown>; buffers: Map<string, Buffer> } {
  const buffers = new Map<string, Buffer>()
  const visit = (value: unknown, path: string): unknown => {
    if (isBuffer(value)) {
      buffers.set(path, value)
      return backend.readSync!(value)
    }
    return Array.isArray(value) ? value.map((item, i) => visit(item, `${path}[${i}]`)) : value
  }
  const host = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, visit(value, name)]))
  return { host, buffers }
}

/** center and residual stand for the mean of the references, where the kernel has no such output. */
function withTwoFloats(references: References, buffers: Map<string, Buffer>): References {
  const { mean, ...rest } = references
  if (mean === undefined || buffers.has('mean')) return references
  const center = Array.from(mean.values, Math.fround)
  const residual = Array.from(mean.values, (value, i) => value - center[i])
  return { ...rest, center: { values: center }, residual: { values: residual } }
}

/** A kernel that computes what an oracle says, for planting bugs in one place of a right answer. */
export function kernelFromOracle<K extends KernelName>(
  backend: Backend,
  kernel: K,
  bug: (args: HostArguments<K>, answer: (args: HostArguments<K>) => References) => References = (args, answer) =>
    answer(args),
): (args: KernelArguments<K>) => void {
  const answer: Call = ORACLES[kernel] as Call
  return (args) => {
    const { host, buffers } = toHost(backend, args)
    const references = bug(host as HostArguments<K>, answer as (args: HostArguments<K>) => References)
    for (const [path, reference] of Object.entries(withTwoFloats(references, buffers))) {
      const buffer = buffers.get(path)
      if (buffer === undefined) continue
      const array = buffer.dtype === 'int32' ? Int32Array : Float32Array
      backend.write(buffer, array.from(reference.values))
    }
  }
}

/** A backend whose every kernel is an oracle: right, and made of nothing else than core's compositions are. */
export const oracleBackend: Provider<unknown> = decorate(naive, (backend) => {
  const names = Object.keys(KERNEL_ROLES) as KernelName[]
  return {
    kernels: Object.fromEntries(names.map((name) => [name, kernelFromOracle(backend, name)])) as unknown as Kernels,
  }
})
