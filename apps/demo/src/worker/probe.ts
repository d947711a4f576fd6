import type { DeviceStatus } from '../protocol/facts.js'
import { statusOf } from '../run/device-status.js'

/** Whether plain JavaScript can be used: always. */
export function probeCpu(): Promise<DeviceStatus> {
  return statusOf('cpu', async () => (await import('@evenkeel/backend-cpu')).cpu)
}

/** Whether the GPU can be used here. A context of the page tells; runs have their own, in workers. */
export function probeWebgl(): Promise<DeviceStatus> {
  return statusOf('webgl', async () => (await import('@evenkeel/backend-webgl')).webgl)
}
