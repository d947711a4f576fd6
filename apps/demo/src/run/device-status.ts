import type { Probe } from '@evenkeel/core'
import type { DeviceStatus } from '../protocol/facts.js'
import type { DeviceName } from '../settings/settings.js'

/** What a probe says of a device. Never rejects. */
export async function statusOf(
  device: DeviceName,
  load: () => Promise<{ probe(): Promise<Probe> }>,
): Promise<DeviceStatus> {
  try {
    const probe = await (await load()).probe()
    if (!probe.usable) return { device, usable: false, reason: probe.reason, remedy: probe.remedy }
    return { device, usable: true, description: probe.description, details: probe.details ?? {} }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { device, usable: false, reason, remedy: 'Load the page again, or use another device.' }
  }
}
