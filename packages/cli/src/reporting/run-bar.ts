import type { Callback, Progress } from '@evenkeel/core'
import { formatRate } from './numbers.js'
import type { ProgressBar } from './progress-bar.js'

/** One bar for all epochs of a run. */
export function runBar(bar: ProgressBar, title: string): Callback {
  return {
    onTrainBegin({ epochs }) {
      bar.start(title, epochs)
    },
    onBatchEnd({ epoch, step, steps, samplesPerSecond }: Progress) {
      bar.update(epoch + step / (steps ?? step), formatRate(samplesPerSecond))
    },
  }
}
