import type { Backend, Provider } from '@evenkeel/core/backend'
import { createContext, GlContext } from '../src/context.js'
import { Gpu } from '../src/gpu.js'
import { loadGpujs } from '../src/gpujs.js'
import { webgl } from '../src/index.js'
import { TexturePool } from '../src/texture/pool.js'
import { upload } from '../src/transfer/upload.js'
import { Fences } from '../src/transfer/fences.js'
import { Readback } from '../src/transfer/readback.js'
import type { WebglBuffer } from '../src/buffer.js'

/** The provider with NaN in every texture that is used for the second time, so that no kernel relies on what was there. */
export const dirty: Provider<unknown> = {
  name: webgl.name,
  contract: 1,
  probe: webgl.probe,
  open: async () => {
    const backend = await webgl.open()
    const free: Backend['free'] = (buffer) => {
      backend.kernels.fill({ out: buffer, value: NaN })
      backend.free(buffer)
    }
    return new Proxy(backend, {
      get: (target, name) => {
        if (name === 'free') return free
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value
      },
    })
  },
}

/** What programs run on, without the kernels, and short ways to fill and to read buffers. */
export interface TestGpu {
  readonly gpu: Gpu
  floats(values: ArrayLike<number>): WebglBuffer
  output(length: number): WebglBuffer
  values(buffer: WebglBuffer): Promise<number[]>
}

/** `maxTargets`: fewer render targets than this GPU has. */
export async function openGpu({ maxTargets }: { maxTargets?: number } = {}): Promise<TestGpu> {
  const context = createContext()
  if (!(context instanceof GlContext)) throw new Error(context.reason)
  const { gl } = context
  const limited = new GlContext(gl, gl.canvas as OffscreenCanvas, maxTargets ?? context.maxTargets)
  const gpu = new Gpu(limited, new TexturePool(limited), await loadGpujs(gl))
  const readback = new Readback(limited, new Fences(limited))
  const output = (length: number): WebglBuffer => {
    const buffer = gpu.temporary(length)
    upload(gl, buffer.texture!, new Float32Array(length).fill(-12345), 0)
    return buffer
  }
  return {
    gpu,
    floats: (values) => {
      const buffer = gpu.temporary(values.length)
      upload(gl, buffer.texture!, Float32Array.from(values), 0)
      return buffer
    },
    output,
    values: async (buffer) => Array.from(await readback.read(buffer, buffer.texture!)),
  }
}
