import { DeviceUnavailableError, type Backend, type Kernels } from '@evenkeel/core/backend'
import { WebglBackend } from './backend.js'
import { createContext, GlContext } from './context.js'
import { loadGpujs } from './gpujs.js'
import { Gpu } from './gpu.js'
import { createKernels } from './kernels/index.js'
import { selfTest } from './self-test.js'
import { TexturePool } from './texture/pool.js'
import { probeTraits } from './traits.js'
import { Fences } from './transfer/fences.js'
import { Readback } from './transfer/readback.js'

/** @throws DeviceUnavailableError without WebGL 2 and float render targets, or when the self-test fails */
export async function openWebglBackend(): Promise<Backend> {
  const context = createContext()
  if (!(context instanceof GlContext)) {
    const { reason, remedy } = context
    throw new DeviceUnavailableError({ what: `webgl: ${reason}`, remedy }, [reason])
  }
  try {
    return await assemble(context)
  } catch (error) {
    context.close()
    throw error
  }
}

async function assemble(context: GlContext): Promise<Backend> {
  const pool = new TexturePool(context)
  const gpujs = await loadGpujs(context.gl)
  selfTest(context, pool, gpujs)
  const gpu = new Gpu(context, pool, gpujs)
  const fences = new Fences(context)
  const readback = new Readback(context, fences)
  const traits = await probeTraits(gpu, readback)
  return new WebglBackend({ gpu, fences, readback, kernels: createKernels(gpu) as Kernels, traits })
}
