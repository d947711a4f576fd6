import { DeviceLostError } from '@evenkeel/core/backend'
import type { Backend, Buffer } from '@evenkeel/core/backend'
import { expect, test, vi } from 'vitest'
import { webgl } from '../../src/index.js'

interface Doomed {
  readonly backend: Backend
  readonly buffer: Buffer
  lose(): void
}

/** A backend with a buffer of ones, and the way to take its context away. */
async function openDoomed(): Promise<Doomed> {
  const getContext = vi.spyOn(OffscreenCanvas.prototype, 'getContext')
  const backend = await webgl.open()
  const [gl] = getContext.mock.results.map(({ value }) => value as WebGL2RenderingContext)
  getContext.mockRestore()
  const buffer = backend.allocate(5, 'float32')
  backend.kernels.fill({ out: buffer, value: 1 })
  return { backend, buffer, lose: () => gl.getExtension('WEBGL_lose_context')!.loseContext() }
}

test('a lost context settles `lost` and names a remedy', async () => {
  const { backend, lose } = await openDoomed()
  lose()
  const { reason, remedy } = await backend.lost
  expect(reason).toMatch(/took the WebGL context away/)
  expect(remedy).toMatch(/Open the device again/)
  backend.close()
})

test('reads reject, before and after the loss; they never give zeros', async () => {
  const { backend, buffer, lose } = await openDoomed()
  expect(await backend.read(buffer)).toEqual(new Float32Array(5).fill(1))
  const pending = [backend.read(buffer), backend.read(buffer), backend.idle()]
  lose()
  const late = backend.read(buffer)
  for (const read of [...pending, late]) await expect(read).rejects.toThrow(DeviceLostError)
  await backend.lost
  await expect(backend.read(buffer)).rejects.toThrow(DeviceLostError)
  backend.close()
})

test('kernels, writes and allocations say that the device is lost', async () => {
  const { backend, buffer, lose } = await openDoomed()
  lose()
  expect(() => backend.kernels.fill({ out: buffer, value: 2 })).toThrow(DeviceLostError)
  expect(() => backend.kernels.map({ x: buffer, out: buffer, op: 'erf', alpha: 1, beta: 0 })).toThrow(DeviceLostError)
  expect(() => backend.write(buffer, Float32Array.of(1))).toThrow(DeviceLostError)
  expect(() => backend.allocate(1, 'float32')).toThrow(DeviceLostError)
  backend.free(buffer)
  backend.close()
})

test('another device goes on', async () => {
  const [doomed, other] = [await openDoomed(), await openDoomed()]
  doomed.lose()
  await doomed.backend.lost
  other.backend.kernels.fill({ out: other.buffer, value: 8 })
  expect(await other.backend.read(other.buffer)).toEqual(new Float32Array(5).fill(8))
  for (const { backend } of [doomed, other]) backend.close()
})
