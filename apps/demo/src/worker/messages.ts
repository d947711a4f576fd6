/** The first message to a worker: whether the device can be used there, which it answers, or to serve one run. */
export interface WorkerRequest {
  readonly type: 'probe' | 'run'
  readonly device: 'cpu' | 'webgl'
}
