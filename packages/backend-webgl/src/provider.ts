import type { Probe, Provider } from '@evenkeel/core/backend'
import { createContext, GlContext } from './context.js'
import { openWebglBackend } from './open.js'
import { maxLengthOf } from './texture/layout.js'

/**
 * The backend on the GPU of any browser: WebGL 2 through gpu.js, which is loaded when it is opened. It works in pages
 * and in Web Workers.
 */
export const webgl: Provider = {
  name: 'webgl',
  contract: 1,
  probe: async () => probe(),
  open: openWebglBackend,
}

function probe(): Probe {
  const context = createContext()
  if (!(context instanceof GlContext)) return { usable: false, ...context }
  const { renderer, maxTextureSize, maxTargets } = context
  context.close()
  return {
    usable: true,
    description: `WebGL 2 (${renderer})`,
    details: {
      'float render targets': String(maxTargets),
      'largest texture': `${maxTextureSize} × ${maxTextureSize}`,
      'longest buffer': `${maxLengthOf(maxTextureSize)} elements`,
    },
  }
}
