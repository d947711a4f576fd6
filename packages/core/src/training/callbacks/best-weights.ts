import type { Weights } from '../weights.js'
import type { Callback } from './callback.js'
import { Monitor, type MonitorOptions } from './monitor.js'

/** Options of {@link bestWeights}. */
export interface BestWeightsOptions extends MonitorOptions {
  /** Receives the weights of each epoch that is better than all before, for saving them. */
  readonly onBest?: (weights: Weights, epoch: number) => void | Promise<void>
  /** Whether the model gets them back at the end. Default true. */
  readonly restore?: boolean
}

/** Keeps the weights of the best epoch. */
export function bestWeights(options: BestWeightsOptions = {}): Callback {
  const { onBest, restore = true } = options
  const monitor = new Monitor(options)
  let best: Weights | null = null
  return {
    onTrainBegin() {
      monitor.reset()
      best = null
    },
    async onEpochEnd(epoch, logs, { model }) {
      if (!monitor.improved(logs)) return
      best = await model.getWeights()
      await onBest?.(best, epoch)
    },
    onTrainEnd({ model }) {
      if (restore && best !== null) model.setWeights(best)
    },
  }
}
