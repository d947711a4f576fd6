import type { DeviceCandidate } from '@evenkeel/core'
import { Run } from '../run/run.js'
import type { WorkerRequest } from './messages.js'

/** Loaded by name, so that a run in JavaScript does not load gpu.js. */
const PROVIDERS: Readonly<Record<WorkerRequest['device'], () => Promise<DeviceCandidate>>> = {
  cpu: async () => (await import('@evenkeel/backend-cpu')).cpu,
  webgl: async () => (await import('@evenkeel/backend-webgl')).webgl,
}

// The first message says on which device; all others are commands.
addEventListener(
  'message',
  ({ data }: MessageEvent<WorkerRequest>) => {
    const run = new Run(data.device, PROVIDERS[data.device], (event) => postMessage(event))
    addEventListener('message', (message) => run.handle(message.data))
    void run.ended.then(() => close())
  },
  { once: true },
)
