import type { Probe } from '@evenkeel/core/backend'
import { expect, test, vi } from 'vitest'
import { commands } from 'vitest/browser'
import { webgl } from '../../src/index.js'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** What the provider says in Node, where the tests' server runs. */
    probeInNode(): Promise<Probe>
  }
}

test('the probe names the GPU and its limits', async () => {
  const probe = await webgl.probe()
  expect(probe).toMatchObject({ usable: true, description: expect.stringMatching(/^WebGL 2 \(.+\)$/) })
  expect(probe).toHaveProperty('details.longest buffer', expect.stringMatching(/^\d+ elements$/))
})

test('in Node the probe says what is missing and what to do', async () => {
  expect(await commands.probeInNode()).toEqual({
    usable: false,
    reason: expect.stringContaining('no canvas'),
    remedy: expect.stringContaining('backend-native'),
  })
})

test('without WebGL 2 the probe reports and open throws', async () => {
  const getContext = vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null)
  expect(await webgl.probe()).toMatchObject({ usable: false, reason: expect.stringContaining('no WebGL 2') })
  await expect(webgl.open()).rejects.toThrow(/no WebGL 2 context.*Update the browser/s)
  getContext.mockRestore()
})

test('without float render targets the probe reports', async () => {
  const getExtension = vi.spyOn(WebGL2RenderingContext.prototype, 'getExtension').mockReturnValue(null)
  expect(await webgl.probe()).toMatchObject({ usable: false, reason: expect.stringContaining('float textures') })
  getExtension.mockRestore()
})

test('opening leaves the global GPU of WebGPU alone', async () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'GPU')
  const backend = await webgl.open()
  backend.close()
  expect(Object.getOwnPropertyDescriptor(globalThis, 'GPU')).toEqual(before)
})

test('works in a Web Worker', async () => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const values = await new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data))
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
  })
  worker.terminate()
  expect(values).toEqual([2, 4, 6, 8, 10])
})
