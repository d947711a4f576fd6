import { disposeBatch, type Batch, type BatchSource } from '../data/index.js'
import type { Callback, Progress } from './callbacks/index.js'
import { evaluateSource } from './evaluate.js'
import { Breather } from './event-loop.js'
import type { Sources } from './fit.js'
import { HistoryRecorder, type History } from './history.js'
import type { Model } from './model.js'
import { groupsOf } from './micro-batches.js'
import { RunControl } from './run-control.js'
import { TrainingSession } from './session.js'
import { requireTarget } from './target.js'
import type { Logs } from './totals.js'

/** What the loop is told beside the data. */
export interface LoopOptions {
  readonly epochs: number
  /** Batches of one step. */
  readonly accumulationSteps: number
  readonly onNonFinite: 'throw' | 'skip'
  readonly callbacks: readonly Callback[]
}

/** How often training looks whether a step was dropped. */
const REPORT_INTERVAL_MS = 200

/**
 * Epochs of steps, with validation and callbacks between them. When a callback moved the model, the next epoch opens its
 * sources anew on the device where the model is.
 */
export async function trainingLoop(
  model: Model,
  openSources: () => Promise<Sources>,
  { epochs, accumulationSteps, onNonFinite, callbacks }: LoopOptions,
): Promise<History> {
  let sources = await openSources()
  let session: TrainingSession | null = null
  const control = new RunControl(model, epochs)
  const recorder = new HistoryRecorder()
  const clock = new Clock()
  const breather = new Breather()
  try {
    session = await TrainingSession.open(model, sources.training, onNonFinite)
    control.steps = stepsOf(sources.training, accumulationSteps)
    for (const callback of callbacks) await callback.onTrainBegin?.(control)
    for (let epoch = 0; epoch < epochs && !control.stopped; epoch++) {
      if (session.device !== model.device) {
        const moved = await openSources()
        const next = await TrainingSession.open(model, moved.training, onNonFinite, await session.readDrops())
        close(sources, session)
        sources = moved
        session = next
      }
      for (const callback of callbacks) await callback.onEpochBegin?.(epoch, control)
      const { training } = sources
      const groups = (): AsyncGenerator<Batch[]> => groupsOf(training, epoch, accumulationSteps)
      await runEpoch({ epoch, session, groups, control, callbacks, clock, breather })
      const logs: Logs = await session.totals.read()
      if (sources.validation !== null) {
        const validated = await evaluateSource(model, model.requireCompiled(), sources.validation)
        for (const [name, value] of Object.entries(validated)) logs[`val_${name}`] = value
      }
      recorder.add(epoch, logs)
      for (const callback of callbacks) await callback.onEpochEnd?.(epoch, logs, control)
    }
    for (const callback of callbacks) await callback.onTrainEnd?.(control)
    const { steps, samples, trainingMs } = clock
    const skippedStatistics = await session.skippedStatistics()
    return recorder.finish({ drops: await session.readDrops(), skippedStatistics, steps, samples, trainingMs })
  } finally {
    close(sources, session)
  }
}

function close({ training, validation }: Sources, session: TrainingSession | null): void {
  session?.dispose()
  training.dispose()
  validation?.dispose()
}

interface EpochWork {
  readonly epoch: number
  readonly session: TrainingSession
  readonly groups: () => AsyncIterable<Batch[]>
  readonly control: RunControl
  readonly callbacks: readonly Callback[]
  readonly clock: Clock
  readonly breather: Breather
}

async function runEpoch({ epoch, session, groups, control, callbacks, clock, breather }: EpochWork): Promise<void> {
  const first = session.step
  let reported = performance.now()
  let samples = 0
  session.totals.reset()
  clock.start()
  for await (const batches of groups()) {
    takeStep(session, batches)
    const count = batches.reduce((sum, batch) => sum + batch.count, 0)
    clock.count(count)
    samples += count
    if (performance.now() - reported > REPORT_INTERVAL_MS) {
      await session.throwIfDropped(groups, first)
      reported = performance.now()
    }
    await breather.breathe()
    if (callbacks.length === 0) continue
    const progress: Progress = {
      epoch,
      epochs: control.epochs,
      step: session.step - first,
      steps: control.steps,
      samples,
      samplesPerSecond: clock.samplesPerSecond,
    }
    const read = (): Promise<Logs> => session.totals.read()
    for (const callback of callbacks) await callback.onBatchEnd?.(progress, read, control)
  }
  await session.throwIfDropped(groups, first)
  await session.device.idle()
  clock.stop()
}

function takeStep(session: TrainingSession, batches: readonly Batch[]): void {
  try {
    for (const batch of batches) requireTarget(batch.y)
    session.takeStep(batches)
  } finally {
    batches.forEach(disposeBatch)
  }
}

function stepsOf({ steps }: BatchSource, accumulationSteps: number): number | null {
  return steps === null ? null : Math.ceil(steps / accumulationSteps)
}

/** Time and samples of training, without what lies between epochs. */
class Clock {
  samples = 0
  steps = 0
  #elapsedMs = 0
  #began: number | null = null

  start(): void {
    this.#began = performance.now()
  }

  stop(): void {
    this.#elapsedMs = this.trainingMs
    this.#began = null
  }

  count(samples: number): void {
    this.samples += samples
    this.steps += 1
  }

  get trainingMs(): number {
    return this.#elapsedMs + (this.#began === null ? 0 : performance.now() - this.#began)
  }

  get samplesPerSecond(): number {
    return this.samples / (this.trainingMs / 1000)
  }
}
