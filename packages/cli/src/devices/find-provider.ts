import { OptionError } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import type { ModuleExports } from './import-backend.js'

/**
 * The provider among the exports of a module: the default export where it is one, else the only one.
 *
 * @param source what was imported, for messages
 * @throws OptionError that lists the exports when there is none, or when there are several
 */
export function findProvider(source: string, exports: ModuleExports): Provider<unknown> {
  if (isProvider(exports.default)) return exports.default
  const providers = Object.values(exports).filter(isProvider)
  if (providers.length === 1) return providers[0]
  const names = Object.keys(exports).join(', ') || 'nothing'
  throw new OptionError({
    what: `${source} exports ${names}; ${providers.length === 0 ? 'none' : providers.length} of it is a provider.`,
    remedy: 'Export one value { name, contract: 1, probe, open }, or make one of several the default export.',
  })
}

function isProvider(value: unknown): value is Provider<unknown> {
  if (typeof value !== 'object' || value === null) return false
  const { name, probe, open } = value as Partial<Provider<unknown>>
  return typeof name === 'string' && typeof probe === 'function' && typeof open === 'function'
}
