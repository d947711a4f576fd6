import type { TrainingRun } from './callbacks/index.js'
import { resolveSchedule } from '../schedules/index.js'
import type { Model } from './model.js'

/** What callbacks may do to a run, and what the loop looks at. */
export class RunControl implements TrainingRun {
  readonly model: Model
  readonly epochs: number
  steps: number | null = null
  #stopped = false

  constructor(model: Model, epochs: number) {
    this.model = model
    this.epochs = epochs
  }

  get stopped(): boolean {
    return this.#stopped
  }

  get learningRate(): number {
    const { step, learningRate } = this.model.trainer
    return learningRate(step)
  }

  stop(): void {
    this.#stopped = true
  }

  setLearningRate(rate: number | ((step: number) => number)): void {
    this.model.trainer.learningRate = resolveSchedule(rate)
  }
}
