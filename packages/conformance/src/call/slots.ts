import { KERNEL_ROLES } from '@evenkeel/core/backend'
import type { HostArray, KernelName } from '@evenkeel/core/backend'

/** What a kernel does with one buffer. */
export type Access = 'read' | 'write' | 'partial' | 'update'

/** One buffer of a call: `path` is the argument's name, with indices where it is a list (`slots[0][1]`). */
export interface Slot {
  readonly path: string
  readonly name: string
  readonly access: Access
  readonly host: HostArray
}

/** Arguments without regard to their types: what is common to the calls of all kernels. */
export type Arguments = Readonly<Record<string, unknown>>

type Nested = HostArray | null | readonly Nested[]

function flatten(value: Nested, path: string, visit: (host: HostArray, path: string) => void): void {
  if (value === null) return
  if (value instanceof Float32Array || value instanceof Int32Array) return visit(value, path)
  value.forEach((item, index) => flatten(item, `${path}[${index}]`, visit))
}

/** The buffers of a call, in the order in which `roles.ts` lists them; those that are null are left out. */
export function slotsOf(kernel: KernelName, args: Arguments): Slot[] {
  const slots: Slot[] = []
  for (const [name, role] of Object.entries(KERNEL_ROLES[kernel].buffers)) {
    const access = role.replace(/[?[\]]/g, '') as Access
    flatten(args[name] as Nested, name, (host, path) => slots.push({ path, name, access, host }))
  }
  return slots
}

/** The arguments that are no buffers, in the order in which the call names them. */
export function attributesOf(kernel: KernelName, args: Arguments): Arguments {
  const { buffers } = KERNEL_ROLES[kernel]
  return Object.fromEntries(Object.entries(args).filter(([name]) => !(name in buffers)))
}

function replaceNested<T>(value: Nested, path: string, items: ReadonlyMap<string, T>): unknown {
  if (value === null) return null
  if (value instanceof Float32Array || value instanceof Int32Array) return items.get(path)
  return value.map((item, index) => replaceNested(item, `${path}[${index}]`, items))
}

/** The same arguments with the item of each slot's path in the place of its host array. */
export function withSlots<T>(kernel: KernelName, args: Arguments, items: ReadonlyMap<string, T>): Arguments {
  const { buffers } = KERNEL_ROLES[kernel]
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      name in buffers ? replaceNested(value as Nested, name, items) : value,
    ]),
  )
}

/** A call in one line for a failure's text: lengths of the buffers and values of the attributes. */
export function describeCall(kernel: KernelName, args: Arguments): string {
  const buffers = slotsOf(kernel, args).map(({ path, host }) => {
    const dtype = host instanceof Int32Array ? 'int32' : 'float32'
    return `${path}: ${dtype}[${host.length}]`
  })
  const attributes = Object.entries(attributesOf(kernel, args)).map(
    ([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  )
  return `${kernel}({ ${[...buffers, ...attributes].join(', ')} })`
}

/**
 * What a declared deviation names to excuse a call: `map:log`, `activate:gelu`, `random:normal`. Null for kernels
 * that have no operations to choose from.
 */
export function operationOf(kernel: KernelName, args: Arguments): string | null {
  const rule = args['rule'] as { readonly kind: string } | undefined
  const operation = args['op'] ?? args['activation'] ?? args['distribution'] ?? rule?.kind
  return typeof operation === 'string' ? `${kernel}:${operation}` : null
}
