import type { Backend, LossInfo, Provider } from '@evenkeel/core/backend'
import { runConformance } from '@evenkeel/conformance'
import { describe, expect, test } from 'vitest'
import { decorate } from '../src/decorators/decorate.js'
import type { HostBuffer } from './naive-backend/buffer.js'
import { dataOf } from './naive-backend/buffer.js'
import { naive } from './naive-backend/provider.js'

interface BackendMutant {
  readonly bug: string
  /** Part of the title of a case that has to fail. */
  readonly caughtBy: string
  readonly plant: (backend: Backend) => Partial<Backend>
}

/** Buffers as neighbours in one block of memory, and a kernel that writes one element too many. */
function oneTooMany({ kernels }: Backend): Partial<Backend> {
  const block = new ArrayBuffer(2 ** 24)
  let top = 0
  return {
    allocate: (length, dtype) => {
      const data = new (dtype === 'int32' ? Int32Array : Float32Array)(block, top, length)
      top += data.byteLength
      return { length, dtype, data } as HostBuffer
    },
    kernels: {
      ...kernels,
      fill: ({ out, value }) => {
        const { byteOffset, length } = dataOf(out)
        new Float32Array(block, byteOffset, length + 1).fill(value)
      },
    },
  }
}

function growingScratch(backend: Backend): Partial<Backend> {
  let calls = 0
  const { map } = backend.kernels
  return {
    memory: () => ({ ...backend.memory(), scratchBytes: 64 * calls }),
    kernels: {
      ...backend.kernels,
      map: (args) => {
        calls += 1
        map(args)
      },
    },
  }
}

const MUTANTS: readonly BackendMutant[] = [
  {
    bug: 'write keeps the host’s array',
    caughtBy: 'write copies before it returns',
    plant: (backend) => ({
      write: (buffer, data, offset = 0) => {
        if (offset === 0 && data.length === buffer.length) (buffer as HostBuffer).data = data
        else backend.write(buffer, data, offset)
      },
    }),
  },
  {
    bug: 'write ignores its offset',
    caughtBy: 'a write with an offset leaves the rest',
    plant: (backend) => ({ write: (buffer, data) => backend.write(buffer, data) }),
  },
  {
    bug: 'write takes the whole of a shared array',
    caughtBy: 'a write takes a part of a larger host array',
    plant: (backend) => ({
      write: (buffer, data, offset) => {
        const whole = data instanceof Float32Array ? new Float32Array(data.buffer as ArrayBuffer) : data
        backend.write(buffer, whole.subarray(0, data.length), offset)
      },
    }),
  },
  {
    bug: 'read gives the memory itself',
    caughtBy: 'each read gives an array of its own',
    plant: () => ({ read: (buffer) => Promise.resolve(dataOf(buffer)) }),
  },
  {
    bug: 'read looks when it is awaited',
    caughtBy: 'a read sees all before it and nothing after it',
    plant: (backend) => ({ read: (buffer) => Promise.resolve().then(() => backend.read(buffer)) }),
  },
  {
    bug: 'free clears what a pending read wants',
    caughtBy: 'a pending read survives free',
    plant: (backend) => ({
      read: (buffer) => Promise.resolve(dataOf(buffer)).then((data) => data.slice()),
      free: (buffer) => {
        dataOf(buffer).fill(0)
        backend.free(buffer)
      },
    }),
  },
  {
    bug: 'writes are put off until the next read',
    caughtBy: 'a write has its place between kernels',
    plant: (backend) => {
      const pending: (() => void)[] = []
      return {
        write: (buffer, data, offset) => void pending.push(() => backend.write(buffer, data.slice(), offset)),
        read: (buffer) => {
          pending.splice(0).forEach((run) => run())
          return backend.read(buffer)
        },
      }
    },
  },
  {
    bug: 'free forgets to count',
    caughtBy: 'memory tells what is held',
    plant: () => ({ free: () => undefined }),
  },
  {
    bug: 'close says that the device is lost',
    caughtBy: 'two backends of a provider coexist',
    plant: (backend) => {
      let lose: (info: LossInfo) => void = () => undefined
      const lost = new Promise<LossInfo>((resolve) => (lose = resolve))
      const info = { reason: 'It was closed.', remedy: 'Open it again.' }
      return {
        lost,
        close: () => {
          backend.close()
          lose(info)
        },
      }
    },
  },
  { bug: 'scratch memory grows', caughtBy: 'scratch memory stops growing', plant: growingScratch },
  { bug: 'a kernel writes past its output', caughtBy: 'fill: of 1', plant: oneTooMany },
  {
    bug: 'readSync is promised but absent',
    caughtBy: 'readSync sees all before it',
    plant: () => ({ readSync: undefined }),
  },
  {
    bug: 'a deviation that names a whole kernel',
    caughtBy: 'every deviation names an operation',
    plant: ({ traits }) => ({
      traits: { ...traits, deviations: [{ subject: 'matmul', meaning: 'Products are somewhat off.' }] },
    }),
  },
  {
    bug: 'a deviation that names no operation',
    caughtBy: 'every deviation names an operation',
    plant: ({ traits }) => ({
      traits: { ...traits, deviations: [{ subject: 'map:logarithm', meaning: 'Logarithms are somewhat off.' }] },
    }),
  },
  {
    bug: 'a kernel with a name of its own',
    caughtBy: 'kernels of the contract and nothing else',
    plant: ({ kernels }) => ({ kernels: { ...kernels, softMax: () => undefined } as Backend['kernels'] }),
  },
]

describe('the suite catches, in a backend,', () => {
  for (const { bug, caughtBy, plant } of MUTANTS)
    test(bug, async () => {
      const provider: Provider<unknown> = decorate(naive, plant)
      const report = await runConformance({ provider, only: caughtBy })
      expect(report.failed).toBeGreaterThan(0)
    })

  test('close that closes the other backends, too', async () => {
    const opened: Backend[] = []
    const provider = decorate(naive, (backend) => {
      opened.push(backend)
      return {
        close: () => opened.forEach((other) => other.close()),
        read: (buffer) => {
          if (backend.memory().buffers === 0) return Promise.reject(new Error('closed'))
          return backend.read(buffer)
        },
      }
    })
    const report = await runConformance({ provider, only: 'two backends of a provider coexist' })
    expect(report.failed).toBe(1)
  })
})
