import * as v from 'valibot'
import { DEVICES } from '../settings/settings.js'
import type { DeviceStatus } from './facts.js'

const deviceStatusSchema: v.GenericSchema<DeviceStatus> = v.variant('usable', [
  v.object({
    device: v.picklist(DEVICES),
    usable: v.literal(true),
    description: v.string(),
    details: v.record(v.string(), v.string()),
  }),
  v.object({ device: v.picklist(DEVICES), usable: v.literal(false), reason: v.string(), remedy: v.string() }),
])

/** Whether an answer of unknown origin is what a device says of itself. */
export function isDeviceStatus(value: unknown): value is DeviceStatus {
  return v.is(deviceStatusSchema, value)
}
