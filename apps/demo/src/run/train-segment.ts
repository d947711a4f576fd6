import { ops, runInScope, tensor, type History } from '@evenkeel/core'
import type { Training } from './training.js'

/** What a segment came to: means over its images, and the time it took, fetching the images included. */
export interface SegmentResult {
  readonly steps: number
  readonly images: number
  readonly loss: number
  readonly accuracy: number
  readonly elapsedMs: number
}

/** Trains on the next batches of the epoch, at most `steps` of them. */
export async function trainSegment(training: Training, steps: number): Promise<SegmentResult> {
  const began = performance.now()
  const history = await fitNext(training, steps)
  training.position.advance(history.steps)
  return {
    steps: history.steps,
    images: history.samples,
    loss: history.metrics['loss'][0],
    accuracy: history.metrics['accuracy'][0],
    elapsedMs: performance.now() - began,
  }
}

/** Trains on the next batches and leaves the position where it is. */
export async function fitNext({ device, model, settings, train, position }: Training, steps: number): Promise<History> {
  const rows = tensor(device, position.next(steps), { dtype: 'int32' })
  const [x, y] = runInScope(device, () => [ops.gatherRows(train.x, rows), ops.gatherRows(train.y, rows)])
  try {
    return await model.fit(x, y, { batchSize: settings.batchSize, shuffle: false })
  } finally {
    for (const used of [rows, x, y]) used.dispose()
  }
}
