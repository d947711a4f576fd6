import type { WorkerRequest } from './messages.js'

/** Starts a worker for one request. */
export function openWorker(request: WorkerRequest): Worker {
  const worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' })
  worker.postMessage(request)
  return worker
}
