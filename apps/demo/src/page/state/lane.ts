import type { Checkpoint } from '../../protocol/checkpoint.js'
import type { RunEvent } from '../../protocol/events.js'
import type { ErrorFacts } from '../../protocol/facts.js'
import type { DeviceName, RunSettings } from '../../settings/settings.js'

export type LanePhase = 'opening' | 'training' | 'paused' | 'finished' | 'moving' | 'failed'

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

/** A change of device in the middle of training. */
export interface Move {
  readonly step: number
  readonly from: DeviceName
  readonly to: DeviceName
}

/** One network that trains: a device, with or without normalization. */
export interface Lane {
  readonly id: string
  /** The device on which it began; its colour. */
  readonly origin: DeviceName
  /** The device on which it is now. */
  readonly device: DeviceName
  /** Whether it is the one without normalization beside another. */
  readonly plain: boolean
  readonly settings: RunSettings
  readonly phase: LanePhase
  /** Whether it waits for `resume` or `step` once it is open. */
  readonly startsPaused: boolean
  readonly step: number
  /** From 0. */
  readonly epoch: number
  readonly ready: EventOf<'ready'> | null
  readonly progress: EventOf<'progress'> | null
  readonly validation: EventOf<'validation'> | null
  readonly inspection: EventOf<'inspection'> | null
  readonly profile: EventOf<'profile'> | null
  readonly error: ErrorFacts | null
  /** The last that came with a failure. */
  readonly checkpoint: Checkpoint | null
  readonly moves: readonly Move[]
}

/** A lane before its device is open. */
export function newLane(device: DeviceName, settings: RunSettings, plain: boolean, startsPaused: boolean): Lane {
  return {
    id: plain ? `${device}-without` : device,
    origin: device,
    device,
    plain,
    settings: plain ? { ...settings, normalization: 'none' } : settings,
    phase: 'opening',
    startsPaused,
    step: 0,
    epoch: 0,
    ready: null,
    progress: null,
    validation: null,
    inspection: null,
    profile: null,
    error: null,
    checkpoint: null,
    moves: [],
  }
}

/** The device that made a step of the lane. */
export function deviceAt({ origin, moves }: Lane, step: number): DeviceName {
  return moves.findLast((move) => move.step < step)?.to ?? origin
}

/** The lane after an event of its run. */
export function reduceLane(lane: Lane, event: RunEvent): Lane {
  switch (event.type) {
    case 'ready':
      return { ...lane, ready: event, phase: lane.startsPaused ? 'paused' : 'training' }
    case 'progress':
      return { ...lane, progress: event, step: event.step, epoch: event.epoch }
    case 'validation':
      return { ...lane, validation: event, step: event.step, epoch: event.epoch }
    case 'inspection':
      return { ...lane, inspection: event }
    case 'profile':
      return { ...lane, profile: event }
    case 'paused':
      return { ...lane, phase: lane.phase === 'moving' ? 'moving' : 'paused', step: event.step }
    case 'resumed':
      return { ...lane, phase: 'training', step: event.step }
    case 'finished':
      return { ...lane, phase: 'finished', step: event.step }
    case 'failed':
      return { ...lane, phase: 'failed', error: event.error, checkpoint: event.checkpoint ?? lane.checkpoint }
    case 'checkpoint':
    case 'prediction':
      return lane
  }
}

/** The lane on its way to another device, from a checkpoint or from the beginning. */
export function moveLane(lane: Lane, to: DeviceName, checkpoint: Checkpoint | null, startsPaused: boolean): Lane {
  const step = checkpoint?.step ?? 0
  return {
    ...lane,
    device: to,
    phase: 'opening',
    startsPaused,
    step,
    epoch: checkpoint?.epoch ?? 0,
    ready: null,
    profile: null,
    error: null,
    checkpoint,
    moves: [...lane.moves.filter((move) => move.step <= step), { step, from: lane.device, to }],
  }
}
