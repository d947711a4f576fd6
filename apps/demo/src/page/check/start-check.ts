import type { CheckedDevice, CheckMessage } from './messages.js'

const REMEDY = 'Load the page again, and check once more.'

/** Runs the conformance suite in a worker of its own; the function that comes back ends it. */
export function startCheck(device: CheckedDevice, onMessage: (message: CheckMessage) => void): () => void {
  const worker = new Worker(new URL('./check-worker.js', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<CheckMessage>) => {
    if (data.type !== 'progress') worker.terminate()
    onMessage(data)
  })
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    worker.terminate()
    const what = event.message || 'The worker of the check could not be loaded.'
    onMessage({ type: 'failed', error: { code: 'UNEXPECTED', what, remedy: REMEDY } })
  })
  worker.postMessage(device)
  return () => worker.terminate()
}
