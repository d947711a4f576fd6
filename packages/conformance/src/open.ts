import { openDevice } from '@evenkeel/core'
import type { Device, KernelSource } from '@evenkeel/core'
import { OPTIONAL_KERNELS } from '@evenkeel/core/backend'
import type { Backend, KernelName, Provider } from '@evenkeel/core/backend'
import type { Implementation } from './call/perform.js'
import type { Case } from './case.js'
import { withoutOptionalKernels } from './decorators/without-optional-kernels.js'

/** Where one kernel of a device comes from. */
export interface KernelSupport {
  readonly kernel: KernelName
  readonly required: boolean
  readonly source: KernelSource
}

/** A provider opened for the suite. */
export interface Subject {
  readonly provider: Provider<unknown>
  readonly backend: Backend
  readonly support: readonly KernelSupport[]
  /**
   * Every way in which this device can run a case: for an optional kernel the backend's own and core's composition, for
   * the gradients of operations all kernels fused and all composed.
   */
  implementations(test: Pick<Case, 'kernel' | 'mode'>): readonly Implementation[]
  close(): void
}

/**
 * Opens a provider, and where the backend brings optional kernels a second time without them, so that the
 * compositions are checked on every backend.
 *
 * @throws DeviceUnavailableError when the provider cannot be opened
 * @throws BackendIncompleteError when required kernels are missing
 */
export async function openSubject(provider: Provider<unknown>): Promise<Subject> {
  const device = await openDevice(provider)
  const support = device.explain()
  const sources = new Map(support.map(({ kernel, source }) => [kernel, source]))
  const fused = support.some(({ required, source }) => !required && source === 'native')
  const plain = fused ? await openDevice(withoutOptionalKernels(provider)) : null
  const plainSources = new Map(plain?.explain().map(({ kernel, source }) => [kernel, source]))
  return {
    provider,
    backend: device.backend,
    support,
    implementations: ({ kernel, mode }) => {
      const own = [implementation(device, kernel === null ? 'native' : sources.get(kernel)!)]
      if (mode === 'gradient') return plain === null ? own : [...own, implementation(plain, 'composed')]
      const both = plain !== null && kernel !== null && kernel in OPTIONAL_KERNELS && own[0].source === 'native'
      return both ? [...own, implementation(plain, plainSources.get(kernel)!)] : own
    },
    close: () => {
      plain?.close()
      device.close()
    },
  }
}

function implementation(device: Device, source: KernelSource): Implementation {
  return { source, device, backend: device.backend, kernels: device.kernels }
}
