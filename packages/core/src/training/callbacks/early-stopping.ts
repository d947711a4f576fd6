import type { Weights } from '../weights.js'
import type { Callback } from './callback.js'
import { Monitor, type MonitorOptions } from './monitor.js'

/** Options of {@link earlyStopping}. */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** Epochs without improvement that are waited for. Default 0. */
  readonly patience?: number
  /** Whether the model gets the weights of its best epoch back at the end. Default false. */
  readonly restoreBestWeights?: boolean
}

/** Stops training when a figure has not improved for some epochs. */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const { patience = 0, restoreBestWeights = false } = options
  const monitor = new Monitor(options)
  let waited = 0
  let best: Weights | null = null
  return {
    onTrainBegin() {
      monitor.reset()
      waited = 0
      best = null
    },
    async onEpochEnd(_epoch, logs, run) {
      if (monitor.improved(logs)) {
        waited = 0
        if (restoreBestWeights) best = await run.model.getWeights()
        return
      }
      waited += 1
      if (waited > patience) run.stop()
    },
    onTrainEnd(run) {
      if (best !== null) run.model.setWeights(best)
    },
  }
}
