import type { Checkpoint } from '../../src/protocol/checkpoint.js'
import type { Command } from '../../src/protocol/commands.js'
import type { Place, RunConnection } from '../../src/protocol/connection.js'
import type { RunEvent } from '../../src/protocol/events.js'
import type { DeviceStatus } from '../../src/protocol/facts.js'
import type { DeviceName } from '../../src/settings/settings.js'
import { fakeInspection, fakeProfile, fakeProgress, STEPS_PER_EPOCH } from './fake-run.js'

export interface FakePlaceOptions {
  readonly status?: DeviceStatus
  /** Steps between two reports, which is what one call of `tick` makes. Default 10. */
  readonly stepsPerTick?: number
}

/** A place whose runs go one report further whenever `tick` is called; the same numbers every time. */
export interface FakePlace extends Place {
  tick(): void
  /** Ends all runs as a lost device does, with their last checkpoint. */
  lose(): void
  /** All commands that arrived, in order. */
  readonly heard: Command[]
}

/** A run of the fake: a step count, and what was asked for. */
class FakeRun implements RunConnection {
  readonly #device: DeviceStatus
  readonly #onEvent: (event: RunEvent) => void
  readonly #place: { readonly heard: Command[]; readonly stepsPerTick: number }
  #start: Extract<Command, { type: 'start' }> | null = null
  #step = 0
  #state: 'opening' | 'training' | 'paused' | 'over' = 'opening'

  constructor(
    device: DeviceStatus,
    onEvent: (event: RunEvent) => void,
    place: { readonly heard: Command[]; readonly stepsPerTick: number },
  ) {
    this.#device = device
    this.#onEvent = onEvent
    this.#place = place
  }

  send(command: Command): void {
    this.#place.heard.push(command)
    switch (command.type) {
      case 'start':
        this.#start = command
        this.#step = command.checkpoint?.step ?? 0
        break
      case 'pause':
        this.#state = 'paused'
        this.#onEvent({ type: 'paused', step: this.#step })
        break
      case 'resume':
        this.#state = 'training'
        this.#onEvent({ type: 'resumed', step: this.#step })
        break
      case 'step':
        this.#advance(1)
        this.#onEvent({ type: 'paused', step: this.#step })
        break
      case 'checkpoint':
        this.#onEvent({ type: 'checkpoint', id: command.id, checkpoint: this.checkpoint() })
        break
      case 'predict': {
        const share = Math.min(0.95, 0.1 + this.#step / 400)
        const best = Math.round(command.image.reduce((sum, value) => sum + value, 0)) % 10
        const probabilities = Float32Array.from({ length: 10 }, (_, label) =>
          label === best ? share : (1 - share) / 9,
        )
        this.#onEvent({ type: 'prediction', id: command.id, probabilities, problem: null })
        break
      }
      case 'profile':
        this.#onEvent({ type: 'profile', id: command.id, steps: 5, kernels: fakeProfile })
        break
      case 'setLearningRate':
      case 'stop':
        break
    }
  }

  tick(): void {
    if (this.#start === null || this.#state === 'over') return
    if (this.#state === 'opening') {
      this.#state = this.#start.paused ? 'paused' : 'training'
      this.#onEvent({
        type: 'ready',
        device: this.#device,
        parameters: 51_000,
        layers: [{ path: 'dense', kind: 'Dense', shape: [64] }],
        stepsPerEpoch: STEPS_PER_EPOCH,
        openedMs: 12,
      })
    } else if (this.#state === 'training') this.#advance(this.#place.stepsPerTick)
  }

  fail(): void {
    this.#state = 'over'
    const what = 'The GPU reset the page, so its context is lost.'
    const error = { code: 'DEVICE_LOST', what, remedy: 'Go on with another device, or try this one again.' }
    this.#onEvent({ type: 'failed', error, checkpoint: this.checkpoint() })
  }

  checkpoint(): Checkpoint {
    const step = this.#step
    const weights = { 'dense/kernel': { data: new Float32Array([step, 1, 2, 3]), shape: [2, 2] } }
    return {
      weights,
      optimizer: {},
      step,
      epoch: Math.floor(step / STEPS_PER_EPOCH),
      stepInEpoch: step % STEPS_PER_EPOCH,
    }
  }

  close(): void {
    this.#state = 'over'
  }

  #advance(steps: number): void {
    const { settings } = this.#start!
    const before = Math.floor(this.#step / STEPS_PER_EPOCH)
    this.#step += steps
    const progress = fakeProgress(this.#step, this.#device.device, settings)
    this.#onEvent(progress)
    this.#onEvent(fakeInspection(this.#step, settings))
    const epoch = Math.floor(this.#step / STEPS_PER_EPOCH)
    if (epoch === before) return
    const { loss, accuracy, step } = progress
    this.#onEvent({ type: 'validation', step, epoch: before, loss: loss * 1.1, accuracy: accuracy * 0.99 })
    if (epoch < settings.epochs) return
    this.#state = 'over'
    this.#onEvent({ type: 'finished', step })
  }
}

export function fakePlace(device: DeviceName, options: FakePlaceOptions = {}): FakePlace {
  const usable = { device, usable: true, description: `A ${device} of the tests`, details: { threads: '1' } } as const
  const { status = usable, stepsPerTick = 10 } = options
  const runs = new Set<FakeRun>()
  const heard: Command[] = []
  return {
    device,
    heard,
    probe: async () => status,
    connect: (onEvent) => {
      const run = new FakeRun(status, onEvent, { heard, stepsPerTick })
      runs.add(run)
      return run
    },
    tick: () => {
      for (const run of runs) run.tick()
    },
    lose: () => {
      for (const run of runs) run.fail()
    },
  }
}
