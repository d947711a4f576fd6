import { cpu } from '@evenkeel/backend-cpu'
import { describe, expect, test } from 'vitest'
import {
  BackendIncompleteError,
  DeviceLostError,
  DeviceUnavailableError,
  openDevice,
  OptionError,
  tensor,
  type Provider,
} from '../../src/index.js'
import { openComposed, without } from '../support/devices.js'

const absent: Provider = {
  name: 'absent',
  contract: 1,
  probe: async () => ({ usable: false, reason: 'There is no such card.', remedy: 'Plug one in.' }),
  open: () => Promise.reject(new Error('opened although it is not usable')),
}
const broken: Provider = { ...absent, name: 'broken', probe: () => Promise.reject(new Error('the driver crashed')) }

describe('openDevice', () => {
  test('takes the first that works and tells why others did not', async () => {
    const device = await openDevice([absent, broken, cpu])
    expect(device.name).toBe('cpu')
    expect(device.choice).toMatchObject({
      chosen: 'cpu',
      refused: [
        { name: 'absent', reason: 'There is no such card.', remedy: 'Plug one in.' },
        { name: 'broken', reason: 'the driver crashed' },
      ],
    })
  })

  test('lists all reasons when none works', async () => {
    const error = await openDevice([absent, broken]).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(DeviceUnavailableError)
    expect((error as DeviceUnavailableError).reasons).toHaveLength(2)
    expect((error as Error).message).toContain('Plug one in.')
  })

  test('refuses a backend that lacks required kernels, with the whole list', async () => {
    const error = await openDevice(without(['matmul', 'moments', 'unpool'])).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(BackendIncompleteError)
    expect((error as BackendIncompleteError).missing).toEqual(['matmul', 'unpool', 'moments'])
  })

  test.each([
    [[], 'no candidates'],
    ['cpu', "the string 'cpu'"],
    [{ ...cpu, contract: 2 }, 'version 2'],
  ])('refuses %j', async (candidates, part) => {
    await expect(openDevice(candidates as never)).rejects.toThrow(part)
    await expect(openDevice(candidates as never)).rejects.toBeInstanceOf(OptionError)
  })
})

describe('a device', () => {
  test('explains where each kernel comes from', async () => {
    const sources = (await openComposed()).explain()
    expect(sources.find(({ kernel }) => kernel === 'matmul')).toMatchObject({ required: true, source: 'native' })
    expect(sources.find(({ kernel }) => kernel === 'normForward')).toMatchObject({ source: 'composed' })
    expect(sources.find(({ kernel }) => kernel === 'random')).toMatchObject({ source: 'host' })
  })

  test('profiles what a function calls', async () => {
    const device = await openDevice(cpu)
    const profile = await device.profile(() =>
      tensor(device, [1, 2]).device.kernels.fill({ out: device.acquire(4, 'float32'), value: 1 }),
    )
    expect(profile).toMatchObject([{ kernel: 'fill', calls: 1 }])
  })

  test('reuses memory, and gives back what it keeps when asked', async () => {
    const device = await openDevice(cpu)
    tensor(device, [1, 2, 3]).dispose()
    tensor(device, [4, 5, 6]).dispose()
    expect(device.memory()).toMatchObject({ allocations: 1, liveBuffers: 0, pooledBuffers: 1, pooledBytes: 12 })
    device.trim()
    expect(device.memory()).toMatchObject({ pooledBuffers: 0, backend: { buffers: 0 } })
  })

  test('that was closed says so', async () => {
    const device = await openDevice(cpu)
    const x = tensor(device, [1])
    device.close()
    device.close()
    await expect(x.read()).rejects.toBeInstanceOf(DeviceLostError)
    expect(() => tensor(device, [1])).toThrow(DeviceLostError)
  })
})
