import type { Checkpoint } from './checkpoint.js'
import type { DeviceStatus, ErrorFacts, MemoryFacts } from './facts.js'

/** A normalization layer's vectors, one value a channel; null where the layer has none. */
export interface NormalizationFacts {
  /** Path of the layer. */
  readonly layer: string
  readonly gamma: Float32Array | null
  readonly beta: Float32Array | null
  readonly movingMean: Float32Array | null
  readonly movingVariance: Float32Array | null
}

/**
 * The paper's Figure 1: quantiles of what goes into an activation, or, where normalization stands behind the activation (the
 * article's network), into the last layer.
 */
export interface InputFacts {
  /** Path of the layer that takes the inputs; the same with and without normalization. */
  readonly layer: string
  readonly quantiles: readonly [low: number, median: number, high: number]
}

/** A finding of `diagnose`. */
export interface FindingFacts {
  readonly illness: string
  readonly layer: string
  readonly description: string
  readonly meaning: string
  readonly remedy: string
}

/** Time of one kernel. */
export interface KernelFacts {
  readonly kernel: string
  readonly calls: number
  readonly totalMs: number
}

/** What a run tells the page. */
export type RunEvent =
  /** The device is open and the model is on it. */
  | {
      readonly type: 'ready'
      readonly device: DeviceStatus
      readonly parameters: number
      readonly layers: readonly { readonly path: string; readonly kind: string; readonly shape: readonly number[] }[]
      readonly stepsPerEpoch: number
      readonly openedMs: number
    }
  /** A few times a second while it trains. Loss and accuracy are means over the steps since the last progress. */
  | {
      readonly type: 'progress'
      /** Steps so far, in all epochs. */
      readonly step: number
      readonly epoch: number
      readonly loss: number
      readonly accuracy: number
      /** Of training alone, since the last progress. */
      readonly imagesPerSecond: number
      /** Time of training since the run began, pauses excluded. */
      readonly trainingMs: number
    }
  /** At the end of each epoch, on the test images, by running statistics. */
  | {
      readonly type: 'validation'
      readonly step: number
      readonly epoch: number
      readonly loss: number
      readonly accuracy: number
    }
  /** About once a second. */
  | {
      readonly type: 'inspection'
      readonly step: number
      readonly inputs: readonly InputFacts[]
      readonly normalization: readonly NormalizationFacts[]
      readonly findings: readonly FindingFacts[]
      readonly memory: MemoryFacts
    }
  /** The answer to `checkpoint`; or of id {@link OWN_CHECKPOINT}, taken by the run itself, which ends at the connection. */
  | { readonly type: 'checkpoint'; readonly id: number; readonly checkpoint: Checkpoint }
  /** Probabilities [10], or what is wrong with the question. */
  | {
      readonly type: 'prediction'
      readonly id: number
      readonly probabilities: Float32Array | null
      readonly problem: ErrorFacts | null
    }
  | {
      readonly type: 'profile'
      readonly id: number
      readonly steps: number
      readonly kernels: readonly KernelFacts[]
      /** Whether the times are those of handing the work over, because the device works while the thread goes on. */
      readonly asynchronous?: boolean
    }
  | { readonly type: 'paused'; readonly step: number }
  | { readonly type: 'resumed'; readonly step: number }
  /** All epochs are done; the run still answers `predict`, `profile` and `checkpoint`. */
  | { readonly type: 'finished'; readonly step: number }
  /** The run is over. `checkpoint` is the last that was taken by itself (once a second or so), for the next device. */
  | { readonly type: 'failed'; readonly error: ErrorFacts; readonly checkpoint: Checkpoint | null }
