import { schedules, type Schedule } from '@evenkeel/core'

/** What `--schedule` can name. */
export const SCHEDULE_NAMES = ['constant', 'cosine'] as const

export type ScheduleName = (typeof SCHEDULE_NAMES)[number]

/** How the learning rate of a run is given. */
export interface LearningRateOptions {
  /** Of the first step. */
  readonly learningRate: number
  readonly schedule: ScheduleName
  readonly epochs: number
  readonly batchSize: number
}

/** The learning rate of each step of a run on `samples` samples: always the same, or half a cosine down to 0. */
export function learningRateOf(options: LearningRateOptions, samples: number): Schedule {
  const { learningRate, schedule, epochs, batchSize } = options
  if (schedule === 'constant') return schedules.constant(learningRate)
  return schedules.cosineDecay({
    initialLearningRate: learningRate,
    decaySteps: epochs * Math.ceil(samples / batchSize),
  })
}

/** `Adam 0.001`, or `Adam 0.001 → 0 (cosine)`. */
export function describeLearningRate({ learningRate, schedule }: LearningRateOptions): string {
  return schedule === 'constant' ? `Adam ${learningRate}` : `Adam ${learningRate} → 0 (${schedule})`
}
