import { DeviceLostError, StateError, type DeviceCandidate } from '@evenkeel/core'
import { OWN_CHECKPOINT } from '../protocol/checkpoint.js'
import { readCommand } from '../protocol/command-schema.js'
import type { Command } from '../protocol/commands.js'
import type { RunEvent } from '../protocol/events.js'
import type { DeviceName } from '../settings/settings.js'
import { errorFacts } from './error-facts.js'
import { eventLoopTurn } from './event-loop-turn.js'
import { inspect } from './inspect.js'
import { Interval } from './interval.js'
import { Mailbox } from './mailbox.js'
import { predictDigit } from './predict-digit.js'
import { profileSteps } from './profile-steps.js'
import { ProgressMeter } from './progress-meter.js'
import { readyEvent } from './ready-event.js'
import { SegmentLength } from './segment-length.js'
import { takeCheckpoint } from './take-checkpoint.js'
import { trainSegment } from './train-segment.js'
import { openTraining, type Training } from './training.js'

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>

/** Side work may take this share of the time. */
const INSPECTION = { leastMs: 1000, share: 0.06, firstMs: 250 }
const CHECKPOINT = { leastMs: 1000, share: 0.04 }

/**
 * One run on one device: obeys commands in their order, trains in short segments between them, and tells what happens.
 * It ends by `stop`, or by a failure.
 */
export class Run {
  /** Resolves when the run is over and the device given back. */
  readonly ended: Promise<void>
  readonly #device: DeviceName
  readonly #provider: () => Promise<DeviceCandidate>
  readonly #emit: (event: RunEvent) => void
  readonly #mailbox = new Mailbox<unknown>()
  readonly #progress = new ProgressMeter()
  readonly #inspection = new Interval(INSPECTION)
  readonly #ownCheckpoint = new Interval(CHECKPOINT)
  #segment = new SegmentLength({ batchSize: 1, stepsPerEpoch: 1 })
  #training: Training | null = null
  #state: 'waiting' | 'training' | 'finished' | 'over' = 'waiting'
  /** Whether there were steps since training stood still, which nobody has looked at. */
  #stale = false

  /** @param provider loads the backend when the run starts */
  constructor(device: DeviceName, provider: () => Promise<DeviceCandidate>, emit: (event: RunEvent) => void) {
    this.#device = device
    this.#provider = provider
    this.#emit = (event) => {
      if (this.#state !== 'over') emit(event)
    }
    this.ended = this.#live()
  }

  /** Takes a command, which is checked when its turn comes. */
  handle(command: unknown): void {
    this.#mailbox.put(command)
  }

  async #live(): Promise<void> {
    try {
      while (this.#state !== 'over') {
        if (!this.#mailbox.empty) await this.#obey(readCommand(this.#mailbox.take()))
        else if (this.#state === 'training') await this.#advance(this.#segment.steps)
        else if (this.#stale) await this.#refresh()
        else await this.#mailbox.arrival()
      }
    } catch (error) {
      this.#fail(error)
    }
    this.#training?.device.close()
  }

  #fail(error: unknown): void {
    this.#emit({ type: 'failed', error: errorFacts(error), checkpoint: null })
    this.#state = 'over'
    this.#mailbox.wake()
  }

  async #obey(command: Command): Promise<void> {
    switch (command.type) {
      case 'start':
        return this.#start(command)
      case 'stop':
        this.#state = 'over'
        return
      case 'predict':
        return this.#predict(command)
      case 'pause':
        if (this.#state === 'training') this.#pause()
        return
      case 'resume':
        if (this.#state === 'waiting') this.#resume()
        return
      case 'step':
        if (this.#state === 'waiting') await this.#step()
        return
      case 'setLearningRate':
        this.#opened().model.trainer.learningRate = () => command.learningRate
        return
      case 'checkpoint':
        this.#emit({ type: 'checkpoint', id: command.id, checkpoint: await takeCheckpoint(this.#opened()) })
        return
      case 'profile':
        this.#emit(await profileSteps(this.#opened(), command.id))
    }
  }

  async #start({ settings, checkpoint, data, paused }: CommandOf<'start'>): Promise<void> {
    if (this.#training !== null) {
      throw new StateError({ what: 'The run was started twice.', remedy: 'Open another run for it.' })
    }
    const began = performance.now()
    const training = await openTraining(await this.#provider(), { settings, checkpoint, data })
    this.#training = training
    this.#segment = new SegmentLength({ ...settings, stepsPerEpoch: training.position.stepsPerEpoch })
    void training.device.lost.then((info) => {
      this.#fail(new DeviceLostError({ what: `The device was lost: ${info.reason}`, remedy: info.remedy }))
    })
    this.#emit(readyEvent(training, this.#device, performance.now() - began))
    if (training.position.epoch >= settings.epochs) this.#finish()
    else if (paused) this.#emit({ type: 'paused', step: this.#stepCount })
    else this.#state = 'training'
  }

  /** Trains a segment, and does what is due between two of them. */
  async #advance(steps: number): Promise<void> {
    const training = this.#opened()
    const result = await trainSegment(training, steps)
    this.#stale = true
    this.#segment.adapt(result.steps, result.elapsedMs)
    this.#progress.add(result)
    const epochEnds = training.position.atEndOfEpoch
    if (epochEnds || this.#segment.early || this.#progress.due) this.#report()
    if (epochEnds) await this.#endEpoch()
    else if (this.#inspection.due) await this.#inspect()
    if (this.#ownCheckpoint.due) await this.#keepCheckpoint()
    await eventLoopTurn()
  }

  async #endEpoch(): Promise<void> {
    const { model, test, position, settings } = this.#opened()
    const { loss, accuracy } = await model.evaluate(test.x, test.y)
    this.#emit({ type: 'validation', step: this.#stepCount, epoch: position.epoch, loss, accuracy })
    position.beginNextEpoch()
    if (position.epoch >= settings.epochs) this.#finish()
    else if (this.#inspection.due) await this.#inspect()
  }

  #finish(): void {
    this.#state = 'finished'
    this.#emit({ type: 'finished', step: this.#stepCount })
  }

  #pause(): void {
    this.#state = 'waiting'
    this.#report()
    this.#emit({ type: 'paused', step: this.#stepCount })
  }

  #resume(): void {
    this.#opened()
    this.#state = 'training'
    this.#emit({ type: 'resumed', step: this.#stepCount })
  }

  async #step(): Promise<void> {
    this.#opened()
    this.#state = 'training'
    await this.#advance(1)
    if (this.#state === 'training') this.#pause()
  }

  async #predict({ id, image, mode }: CommandOf<'predict'>): Promise<void> {
    try {
      const probabilities = await predictDigit(this.#opened(), image, mode)
      this.#emit({ type: 'prediction', id, probabilities, problem: null })
    } catch (error) {
      if (error instanceof DeviceLostError) throw error
      this.#emit({ type: 'prediction', id, probabilities: null, problem: errorFacts(error) })
    }
  }

  #report(): void {
    const event = this.#progress.report({ step: this.#stepCount, epoch: this.#opened().position.epoch })
    if (event !== null) this.#emit(event)
  }

  /** Once training stands still: what it has come to, unless there is something else to do first. */
  async #refresh(): Promise<void> {
    this.#stale = false
    await this.#keepCheckpoint()
    await this.#inspect()
  }

  async #inspect(): Promise<void> {
    await this.#inspection.measure(async () => this.#emit(await inspect(this.#opened())))
  }

  async #keepCheckpoint(): Promise<void> {
    await this.#ownCheckpoint.measure(async () => {
      const checkpoint = await takeCheckpoint(this.#opened())
      this.#emit({ type: 'checkpoint', id: OWN_CHECKPOINT, checkpoint })
    })
  }

  get #stepCount(): number {
    return this.#opened().model.trainer.step
  }

  /** @throws StateError before `start` */
  #opened(): Training {
    if (this.#training !== null) return this.#training
    throw new StateError({ what: 'The run was not started.', remedy: 'Start it first.' })
  }
}
