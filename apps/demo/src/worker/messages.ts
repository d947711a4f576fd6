/** The first message to a worker of a run. */
export interface WorkerRequest {
  readonly device: 'cpu' | 'webgl'
}
