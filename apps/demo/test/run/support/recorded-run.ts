import type { DeviceCandidate } from '@evenkeel/core'
import type { Command } from '../../../src/protocol/commands.js'
import type { RunEvent } from '../../../src/protocol/events.js'
import type { DataFacts } from '../../../src/protocol/facts.js'
import { Run } from '../../../src/run/run.js'
import { DEFAULT_SETTINGS, type DeviceName, type RunSettings } from '../../../src/settings/settings.js'

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

/** A run whose events are kept, for tests to wait for. */
export class RecordedRun {
  readonly events: RunEvent[] = []
  readonly ended: Promise<void>
  readonly #run: Run
  readonly #listeners = new Set<() => void>()

  constructor(provider: DeviceCandidate, device: DeviceName = 'cpu') {
    this.#run = new Run(
      device,
      async () => provider,
      (event) => {
        this.events.push(event)
        this.#listeners.forEach((listener) => listener())
      },
    )
    this.ended = this.#run.ended
  }

  send(command: Command): void {
    this.#run.handle(command)
  }

  /** Anything at all, as a stranger may send it. */
  sendUnchecked(command: unknown): void {
    this.#run.handle(command)
  }

  start(
    settings: Partial<RunSettings>,
    rest: Partial<Omit<Extract<Command, { type: 'start' }>, 'type' | 'settings'>> = {},
  ): void {
    this.send({ type: 'start', settings: settingsOf(settings), checkpoint: null, data: null, paused: false, ...rest })
  }

  of<Type extends RunEvent['type']>(type: Type): EventOf<Type>[] {
    return this.events.filter((event): event is EventOf<Type> => event.type === type)
  }

  /** The first event of a type, the ones that came already included, that a condition holds for. */
  async next<Type extends RunEvent['type']>(
    type: Type,
    holds: (event: EventOf<Type>) => boolean = () => true,
  ): Promise<EventOf<Type>> {
    for (;;) {
      const found = this.of(type).find(holds)
      if (found !== undefined) return found
      const [failure] = this.of('failed')
      if (failure !== undefined) throw new Error(`The run failed: ${failure.error.what}`)
      await new Promise<void>((resolve) => {
        const listener = (): void => {
          this.#listeners.delete(listener)
          resolve()
        }
        this.#listeners.add(listener)
      })
    }
  }
}

/** Settings of a small run. */
export function settingsOf(settings: Partial<RunSettings> = {}): RunSettings {
  const { devices: _devices, compareWithout: _compareWithout, ...defaults } = DEFAULT_SETTINGS
  return { ...defaults, epochs: 1, ...settings }
}

/** A few images: a bright row whose height tells the class, with some noise. */
export function stripes(count = 320, batchless = 40): DataFacts {
  const part = (images: number, salt: number): { pixels: Uint8Array; labels: Uint8Array } => {
    const labels = Uint8Array.from({ length: images }, (_, i) => (i * 7 + salt) % 10)
    const pixels = Uint8Array.from({ length: images * 784 }, (_, i) => {
      const [image, row] = [Math.floor(i / 784), Math.floor((i % 784) / 28)]
      const noise = (i * 2_654_435_761 + salt) % 97
      return (Math.floor(row / 2.8) === labels[image] ? 150 : 0) + noise
    })
    return { pixels, labels }
  }
  const [train, test] = [part(count, 1), part(batchless, 3)]
  return {
    name: 'stripes',
    classes: 10,
    trainImages: train.pixels,
    trainLabels: train.labels,
    testImages: test.pixels,
    testLabels: test.labels,
  }
}
