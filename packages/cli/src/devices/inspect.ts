import { EvenkeelError } from '@evenkeel/core'
import type { Probe, Provider } from '@evenkeel/core/backend'
import { findProvider } from './find-provider.js'
import { importBackend } from './import-backend.js'
import { KNOWN_DEVICES, type KnownDevice } from './known-devices.js'

/** A device with what its provider says about it. */
export interface InspectedDevice extends KnownDevice {
  /** Null when the package is not installed or cannot be loaded. */
  readonly provider: Provider<unknown> | null
  readonly probe: Probe
}

/** All known devices, in the order of preference. */
export function inspectDevices(): Promise<InspectedDevice[]> {
  return Promise.all(KNOWN_DEVICES.map(inspectDevice))
}

/** Loads and probes a device. Whatever is wrong with it becomes a reason and a remedy; never rejects. */
export async function inspectDevice(known: KnownDevice): Promise<InspectedDevice> {
  try {
    const exports = await importBackend(known.package)
    if (exports === null) return { ...known, provider: null, probe: notInstalled(known) }
    const provider = findProvider(known.package, exports)
    return { ...known, provider, probe: await provider.probe() }
  } catch (error) {
    return { ...known, provider: null, probe: unusable(error) }
  }
}

function notInstalled({ package: name }: KnownDevice): Probe {
  return { usable: false, reason: 'It is not installed.', remedy: `Run: npm install ${name}` }
}

function unusable(error: unknown): Probe {
  if (error instanceof EvenkeelError) return { usable: false, reason: error.what, remedy: error.remedy }
  const reason = error instanceof Error ? error.message : String(error)
  return { usable: false, reason, remedy: 'Report this to the author of the backend.' }
}
