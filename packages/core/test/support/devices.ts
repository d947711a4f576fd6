import { cpu } from '@evenkeel/backend-cpu'
import type { Backend, Provider } from '../../src/backend/index.js'
import { REQUIRED_KERNELS } from '../../src/backend/index.js'
import { openDevice, type Device } from '../../src/index.js'

export function openCpu(): Promise<Device> {
  return openDevice(cpu)
}

/** The CPU backend with some kernels taken away. */
export function without(kernels: readonly string[]): Provider {
  return {
    ...cpu,
    name: 'poorer',
    probe: () => cpu.probe(),
    async open(): Promise<Backend> {
      const backend = await cpu.open()
      const table = Object.fromEntries(Object.entries(backend.kernels).filter(([name]) => !kernels.includes(name)))
      return new Proxy(backend, {
        get(target, key) {
          if (key === 'kernels') return table
          if (key === 'name') return 'poorer'
          const value: unknown = Reflect.get(target, key)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    },
  }
}

/** The CPU backend with its required kernels only: everything else is composed. */
export async function openComposed(): Promise<Device> {
  const backend = await cpu.open()
  const optional = Object.keys(backend.kernels).filter((name) => !Object.hasOwn(REQUIRED_KERNELS, name))
  return openDevice(without(optional))
}
