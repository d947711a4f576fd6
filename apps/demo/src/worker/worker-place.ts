import type { Place, RunConnection } from '../protocol/connection.js'
import type { RunEvent } from '../protocol/events.js'
import { CheckpointKeeper } from '../protocol/keep-checkpoint.js'
import type { WorkerRequest } from './messages.js'
import { openWorker } from './open-worker.js'
import { probeInWorker } from './probe.js'

const REMEDY = 'Go on with another device, or reset and start again.'

/** Runs in Web Workers, one each: in plain JavaScript, or on the GPU. */
export function workerPlace(device: WorkerRequest['device']): Place {
  return {
    device,
    probe: () => probeInWorker(device),
    connect: (onEvent) => connect(device, onEvent),
  }
}

function connect(device: WorkerRequest['device'], onEvent: (event: RunEvent) => void): RunConnection {
  const worker = openWorker({ type: 'run', device })
  const keeper = new CheckpointKeeper((event) => {
    if (event.type === 'failed') worker.terminate()
    onEvent(event)
  })
  const fail = (what: string): void =>
    keeper.hear({ type: 'failed', error: { code: 'UNEXPECTED', what, remedy: REMEDY }, checkpoint: null })
  worker.addEventListener('message', ({ data }: MessageEvent<RunEvent>) => keeper.hear(data))
  worker.addEventListener('messageerror', () => fail('A message of the training worker could not be read.'))
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    fail(event.message || 'The training worker could not be loaded.')
  })
  return {
    send(command) {
      keeper.sent(command)
      worker.postMessage(command)
    },
    close() {
      keeper.silence()
      worker.terminate()
    },
  }
}
