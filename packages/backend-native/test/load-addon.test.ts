import { DeviceUnavailableError } from '@evenkeel/core/backend'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { native } from '../src/index.js'
import { loadAddon } from '../src/load-addon.js'

afterEach(() => vi.unstubAllEnvs())

describe('where the addon cannot be loaded', () => {
  test('the error names the platform, what was tried and the command that helps', () => {
    vi.stubEnv('EVENKEEL_NATIVE_ADDON', '/nowhere/evenkeel.node')
    expect(loadAddon).toThrow(DeviceUnavailableError)
    expect(loadAddon).toThrow(new RegExp(`cannot run on ${process.platform}-${process.arch}.*Node ${process.version}`))
    expect(loadAddon).toThrow(/\/nowhere\/evenkeel\.node cannot be loaded.*npx node-gyp rebuild/)
  })

  test('the probe says so instead of throwing', async () => {
    vi.stubEnv('EVENKEEL_NATIVE_ADDON', '/nowhere/evenkeel.node')
    expect(await native.probe()).toMatchObject({
      usable: false,
      remedy: expect.stringContaining('@evenkeel/backend-cpu'),
    })
    await expect(native.open()).rejects.toThrow(DeviceUnavailableError)
  })
})
