import type { Checkpoint } from '../../protocol/checkpoint.js'
import type { Command } from '../../protocol/commands.js'
import type { Place } from '../../protocol/connection.js'
import type { RunEvent } from '../../protocol/events.js'
import { DEVICES, type DeviceName } from '../../settings/settings.js'
import { laneAnnouncement } from './announcements.js'
import type { AppState } from './app-state.js'
import { LaneRun, type Answer, type Question, type WithoutId } from './lane-run.js'
import { moveLane, newLane, reduceLane, type Lane } from './lane.js'
import { emptySeries, recordEvent, rewindTo, type LaneSeries } from './series.js'
import type { Store } from './store.js'

type CheckpointQuestion = Extract<Command, { type: 'checkpoint' }>

export type Places = Readonly<Record<DeviceName, Place>>

/** The lanes and their runs: what the buttons of the page do. */
export class Session {
  readonly store: Store<AppState>
  readonly #places: Places
  readonly #onPoints: () => void
  readonly #runs = new Map<string, LaneRun>()
  readonly #series = new Map<string, LaneSeries>()

  /** @param onPoints Called when curves have grown. */
  constructor(store: Store<AppState>, places: Places, onPoints: () => void = () => {}) {
    this.store = store
    this.#places = places
    this.#onPoints = onPoints
  }

  /** Asks every device, or one of them again, whether it can be used. */
  async probe(devices: readonly DeviceName[] = DEVICES): Promise<void> {
    await Promise.all(
      devices.map(async (device) => {
        const status = await this.#places[device].probe()
        this.store.set((state) => ({ ...state, devices: { ...state.devices, [device]: status } }))
      }),
    )
  }

  /** Begins anew with the settings of the page. */
  start(paused = false): void {
    this.#closeRuns()
    const { settings } = this.store.get()
    const { devices, compareWithout, ...run } = settings
    const pair = compareWithout && run.normalization !== 'none' ? [false, true] : [false]
    const lanes = devices.flatMap((device) => pair.map((plain) => newLane(device, run, plain, paused)))
    this.#series.clear()
    for (const { id } of lanes) this.#series.set(id, emptySeries())
    this.store.set((state) => ({ ...state, lanes, started: settings, announcement: 'Training begins.' }))
    for (const lane of lanes) this.#open(lane, null)
    this.#onPoints()
  }

  pause(): void {
    this.#tell(['opening', 'training'], { type: 'pause' })
  }

  resume(): void {
    this.#tell(['paused'], { type: 'resume' })
  }

  /** One step of each lane that is paused; begins, and stays paused, where there is none yet. */
  step(): void {
    if (this.store.get().lanes.length === 0) this.start(true)
    this.#tell(['paused', 'opening'], { type: 'step' })
  }

  /** Ends all runs and forgets them. */
  reset(): void {
    this.#closeRuns()
    this.#series.clear()
    this.store.set((state) => ({ ...state, lanes: [], started: null, announcement: 'Reset. Nothing trains.' }))
    this.#onPoints()
  }

  /** Acts at once on all lanes. */
  setLearningRate(learningRate: number): void {
    for (const run of this.#runs.values()) run.send({ type: 'setLearningRate', learningRate })
    this.store.set((state) => ({
      ...state,
      settings: { ...state.settings, learningRate },
      lanes: state.lanes.map((lane) => ({ ...lane, settings: { ...lane.settings, learningRate } })),
    }))
  }

  /** The lane goes on at another device, from where it is or, when its run failed, from its last checkpoint. */
  readonly moveLane = async (id: string, to: DeviceName): Promise<void> => {
    const lane = this.#lane(id)
    const run = this.#runs.get(id)
    if (lane === undefined || run === undefined || lane.phase === 'moving') return
    const paused = lane.phase === 'paused' || (lane.phase === 'opening' && lane.startsPaused)
    const checkpoint = await this.#takeAlong(lane, run)
    if (this.#runs.get(id) !== run) return
    run.close()
    const moved = moveLane(this.#lane(id) ?? lane, to, checkpoint, paused)
    rewindTo(this.seriesOf(id), moved.step)
    this.#replace(lane, moved)
    this.#open(moved, checkpoint)
  }

  /** What a question to a lane's run brings; null where it does not answer. */
  async ask<Asked extends Question>(id: string, question: WithoutId<Asked>): Promise<Answer<Asked> | null> {
    return (await this.#runs.get(id)?.ask<Asked>(question)) ?? null
  }

  seriesOf(id: string): LaneSeries {
    return this.#series.get(id) ?? emptySeries()
  }

  async #takeAlong(lane: Lane, run: LaneRun): Promise<Checkpoint | null> {
    if (lane.ready === null || lane.phase === 'failed') return lane.checkpoint
    this.#replace(lane, { ...lane, phase: 'moving' })
    run.send({ type: 'pause' })
    const answer = await run.ask<CheckpointQuestion>({ type: 'checkpoint' })
    return answer?.checkpoint ?? this.#lane(lane.id)?.checkpoint ?? null
  }

  #open(lane: Lane, checkpoint: Checkpoint | null): void {
    const { data, devices } = this.store.get()
    const run = new LaneRun((event) => this.#hear(lane.id, event))
    this.#runs.set(lane.id, run)
    const status = devices[lane.device]
    if (status?.usable === false) {
      const error = { code: 'DEVICE_UNAVAILABLE', what: status.reason, remedy: status.remedy }
      this.#hear(lane.id, { type: 'failed', error, checkpoint })
      return
    }
    run.open(this.#places[lane.device], {
      type: 'start',
      settings: lane.settings,
      checkpoint,
      data,
      paused: lane.startsPaused,
    })
  }

  #hear(id: string, event: RunEvent): void {
    const lane = this.#lane(id)
    if (lane === undefined) return
    recordEvent(this.seriesOf(id), event)
    this.#replace(lane, reduceLane(lane, event))
    this.#onPoints()
  }

  #replace(before: Lane, after: Lane): void {
    const announcement = laneAnnouncement(before, after)
    this.store.setSoon((state) => ({
      ...state,
      announcement: announcement ?? state.announcement,
      lanes: state.lanes.map((lane) => (lane.id === after.id ? after : lane)),
    }))
  }

  #tell(phases: readonly Lane['phase'][], command: Command): void {
    for (const { id, phase } of this.store.latest().lanes) if (phases.includes(phase)) this.#runs.get(id)?.send(command)
  }

  #lane(id: string): Lane | undefined {
    return this.store.latest().lanes.find((lane) => lane.id === id)
  }

  #closeRuns(): void {
    for (const run of this.#runs.values()) run.close()
    this.#runs.clear()
  }
}
