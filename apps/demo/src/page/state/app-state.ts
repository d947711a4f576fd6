import type { DataFacts, DeviceStatus, ErrorFacts } from '../../protocol/facts.js'
import type { DemoSettings, DeviceName } from '../../settings/settings.js'
import type { Lane } from './lane.js'

/** All that the page shows, the points of the curves aside. */
export interface AppState {
  /** As the fields show them. */
  readonly settings: DemoSettings
  /** As the lanes began with them; null before the first start. */
  readonly started: DemoSettings | null
  /** What a link asked for and could not get. */
  readonly linkProblems: readonly string[]
  /** Null while a device is being asked. */
  readonly devices: Readonly<Record<DeviceName, DeviceStatus | null>>
  readonly lanes: readonly Lane[]
  /** Null: the built-in digits. */
  readonly data: DataFacts | null
  readonly dataProblem: ErrorFacts | null
  /** What a click could not do. */
  readonly pageProblem: ErrorFacts | null
  /** The last change of state, for screen readers. */
  readonly announcement: string
}

export function initialState(settings: DemoSettings, linkProblems: readonly string[]): AppState {
  return {
    settings,
    started: null,
    linkProblems,
    devices: { cpu: null, webgl: null, native: null },
    lanes: [],
    data: null,
    dataProblem: null,
    pageProblem: null,
    announcement: '',
  }
}

/** What the page as a whole is at. */
export type AppPhase = 'idle' | 'running' | 'paused' | 'over'

/** `running` while a lane trains or opens, `paused` when those that are not over wait, `over` when all are. */
export function appPhase(lanes: readonly Lane[]): AppPhase {
  if (lanes.length === 0) return 'idle'
  const phases = new Set(lanes.map(({ phase }) => phase))
  if (phases.has('training') || phases.has('opening') || phases.has('moving')) return 'running'
  return phases.has('paused') ? 'paused' : 'over'
}

/** Whether the fields say something that only the next start brings. */
export function waitsForStart({ settings, started }: AppState): boolean {
  if (started === null) return false
  return JSON.stringify({ ...settings, learningRate: 0 }) !== JSON.stringify({ ...started, learningRate: 0 })
}
