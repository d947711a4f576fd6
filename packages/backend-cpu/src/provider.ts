import type { Provider } from '@evenkeel/core/backend'
import { openCpuBackend } from './backend.js'
import { describeEngine } from './engine.js'

/** How the CPU backend is opened. */
export interface CpuOptions {
  /**
   * Whether the optional, fused kernels are there (default true). Without them core composes each from required
   * kernels, as on a backend that has no more: slower, with the same results up to rounding.
   */
  readonly fused?: boolean
}

/** The plain-JavaScript backend. It runs wherever JavaScript runs, on one thread, and needs nothing installed. */
export const cpu: Provider<CpuOptions> = {
  name: 'cpu',
  contract: 1,
  probe: async () => ({ usable: true, description: describeEngine() }),
  open: async (options) => openCpuBackend(options?.fused ?? true),
}
