import type { Provider } from '@evenkeel/core/backend'
import { decorate, requiredKernelsOf } from './decorate.js'

/** The same device with the required kernels alone, so that everything else runs as a composition of core. */
export function withoutOptionalKernels(provider: Provider<unknown>): Provider<unknown> {
  return decorate(provider, (backend) => ({ kernels: requiredKernelsOf(backend.kernels) }))
}
