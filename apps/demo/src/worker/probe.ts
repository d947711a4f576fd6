import type { DeviceStatus } from '../protocol/facts.js'
import { openWorker } from './open-worker.js'
import type { WorkerRequest } from './messages.js'

/**
 * Asks for a device in a worker, where runs have theirs. With that all that a run needs is fetched, so that lanes of a
 * server that went away can go on in the page.
 */
export function probeInWorker(device: WorkerRequest['device']): Promise<DeviceStatus> {
  return new Promise((resolve) => {
    const worker = openWorker({ type: 'probe', device })
    const tell = (status: DeviceStatus): void => {
      worker.terminate()
      resolve(status)
    }
    worker.addEventListener('message', ({ data }: MessageEvent<DeviceStatus>) => tell(data))
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      const reason = event.message || 'The training worker could not be loaded.'
      tell({ device, usable: false, reason, remedy: 'Load the page again, or use another device.' })
    })
  })
}
