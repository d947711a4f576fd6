import { REQUIRED_KERNELS } from '@evenkeel/core/backend'
import type { Backend, Kernels, Provider, RequiredKernels } from '@evenkeel/core/backend'

/** The required kernels of a table, bound to it. */
export function requiredKernelsOf(kernels: Kernels): RequiredKernels {
  const names = Object.keys(REQUIRED_KERNELS) as (keyof RequiredKernels)[]
  const bound = names.map((name) => [name, (kernels[name] as (args: never) => void).bind(kernels)])
  return Object.fromEntries(bound) as unknown as RequiredKernels
}

/** A provider whose backends differ in the members that `change` returns. */
export function decorate(
  provider: Provider<unknown>,
  change: (backend: Backend) => Partial<Backend>,
): Provider<unknown> {
  return {
    name: provider.name,
    contract: provider.contract,
    probe: () => provider.probe(),
    open: async (options) => {
      const backend = await provider.open(options)
      return { ...delegate(backend), ...change(backend) }
    },
  }
}

/** All members of a backend as own properties, so that they can be replaced one by one. */
function delegate(backend: Backend): Backend {
  const { readSync } = backend
  return {
    name: backend.name,
    description: backend.description,
    traits: backend.traits,
    kernels: backend.kernels,
    allocate: (length, dtype) => backend.allocate(length, dtype),
    write: (buffer, data, offset) => backend.write(buffer, data, offset),
    read: (buffer) => backend.read(buffer),
    ...(readSync === undefined ? {} : { readSync: (buffer) => readSync.call(backend, buffer) }),
    free: (buffer) => backend.free(buffer),
    idle: () => backend.idle(),
    memory: () => backend.memory(),
    lost: backend.lost,
    close: () => backend.close(),
  }
}
