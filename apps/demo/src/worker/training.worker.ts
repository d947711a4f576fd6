import type { Provider } from '@evenkeel/core/backend'
import { statusOf } from '../run/device-status.js'
import { Run } from '../run/run.js'
import type { WorkerRequest } from './messages.js'

/** Loaded by name, so that a run in JavaScript does not load gpu.js. */
const PROVIDERS: Readonly<Record<WorkerRequest['device'], () => Promise<Provider<unknown>>>> = {
  cpu: async () => (await import('@evenkeel/backend-cpu')).cpu,
  webgl: async () => (await import('@evenkeel/backend-webgl')).webgl,
}

// The first message says what is wanted and on which device; those that follow are commands of the run.
addEventListener(
  'message',
  ({ data: { type, device } }: MessageEvent<WorkerRequest>) => {
    if (type === 'probe') {
      void statusOf(device, PROVIDERS[device]).then((status) => postMessage(status))
      return
    }
    const run = new Run(device, PROVIDERS[device], (event) => postMessage(event))
    addEventListener('message', (message) => run.handle(message.data))
    void run.ended.then(() => close())
  },
  { once: true },
)
