import type { Callback } from './callback.js'
import { Monitor, type MonitorOptions } from './monitor.js'

/** Sets the learning rate at the beginning of each epoch: a function of the epoch and the rate so far. */
export function learningRateScheduler(schedule: (epoch: number, rate: number) => number): Callback {
  return {
    onEpochBegin(epoch, run) {
      run.setLearningRate(schedule(epoch, run.learningRate))
    },
  }
}

/** Options of {@link reduceLearningRateOnPlateau}. */
export interface ReduceLearningRateOptions extends MonitorOptions {
  /** What the rate is multiplied by. Default 0.1. */
  readonly factor?: number
  /** Epochs without improvement that are waited for. Default 10. */
  readonly patience?: number
  /** Smallest rate. Default 0. */
  readonly minLearningRate?: number
}

/** Lowers the learning rate when a figure stops improving. */
export function reduceLearningRateOnPlateau(options: ReduceLearningRateOptions = {}): Callback {
  const { factor = 0.1, patience = 10, minLearningRate = 0 } = options
  const monitor = new Monitor(options)
  let waited = 0
  return {
    onTrainBegin() {
      monitor.reset()
      waited = 0
    },
    onEpochEnd(_epoch, logs, run) {
      if (monitor.improved(logs)) {
        waited = 0
        return
      }
      waited += 1
      if (waited <= patience) return
      run.setLearningRate(Math.max(minLearningRate, run.learningRate * factor))
      waited = 0
    },
  }
}
