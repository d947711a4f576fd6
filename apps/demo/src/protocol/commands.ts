import type { RunSettings } from '../settings/settings.js'
import type { Checkpoint } from './checkpoint.js'
import type { DataFacts } from './facts.js'

/** How batch norm reads its statistics when a drawn digit is predicted. */
export type PredictionMode = 'train' | 'frozen' | 'eval'

/**
 * What the page tells a run. A run is one network on one device, in a thread of its own: a Web Worker, or a thread of the
 * local server.
 */
export type Command =
  | {
      readonly type: 'start'
      readonly settings: RunSettings
      /** Where another run of the same settings was; null begins anew. */
      readonly checkpoint: Checkpoint | null
      /** Null: the built-in digits. */
      readonly data: DataFacts | null
      /** Whether to wait for `resume` or `step` before the first step. */
      readonly paused: boolean
    }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** One step, then pause. */
  | { readonly type: 'step' }
  | { readonly type: 'setLearningRate'; readonly learningRate: number }
  /** Answered by the event `checkpoint`, between two steps. */
  | { readonly type: 'checkpoint'; readonly id: number }
  /** [784] in 0…1; answered by the event `prediction`. */
  | { readonly type: 'predict'; readonly id: number; readonly image: Float32Array; readonly mode: PredictionMode }
  /** Times the kernels of a few steps; answered by the event `profile`. */
  | { readonly type: 'profile'; readonly id: number }
  /** Ends the run and gives the device back. */
  | { readonly type: 'stop' }
