import type { BatchStatistics, DropoutOptions } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { Layer } from './layer.js'
import type { RunningStatistics } from './normalization/running-statistics.js'

/** Looks at what each layer gives; for diagnosis. */
export type OutputObserver = (layer: Layer, output: Tensor) => void

/**
 * What a forward pass knows beside its input. Layers keep nothing of a call: what the backward pass needs is on the
 * record, and what a normalization layer has seen is proposed here, for the step to commit or drop.
 */
export class CallContext {
  /** Whether normalization uses the statistics of the batch and proposes them, as in a training step. */
  readonly training: boolean
  /** Whether dropout drops. */
  readonly stochastic: boolean
  /**
   * Weight of each position of what the layers pass on, [N], [N, T] or of higher rank, 0 for padding; null for none.
   * Set by the caller or by a layer (`masking`) for the layers that run after it, and null again behind a layer that moves
   * positions. Batch norm leaves positions of weight 0 out of its statistics; losses and metrics count those of the
   * model's output by the mask that the last layer leaves.
   */
  mask: Tensor | null
  /** Statistics that the layers saw in this call, in call order. */
  readonly proposals: { readonly target: RunningStatistics; readonly statistics: BatchStatistics }[] = []
  readonly #seed: number
  readonly #step: number
  readonly #part: number
  readonly #observe: OutputObserver | null
  #draws = 0

  constructor(options: {
    readonly training: boolean
    /** Default: as `training`. */
    readonly stochastic?: boolean
    readonly seed?: number
    readonly step?: number
    /** Number of the micro-batch within the step. */
    readonly part?: number
    readonly observe?: OutputObserver | null
    readonly mask?: Tensor | null
  }) {
    this.training = options.training
    this.stochastic = options.stochastic ?? options.training
    this.mask = options.mask ?? null
    this.#seed = options.seed ?? 0
    this.#step = options.step ?? 0
    this.#part = options.part ?? 0
    this.#observe = options.observe ?? null
  }

  /** Where the next random numbers of this call come from: the same for the same seed, step and order of layers. */
  nextRandom(): DropoutOptions {
    this.#draws += 1
    return { seed: this.#seed, stream: CALL_STREAM + this.#part * PART_STREAMS + this.#draws, offset: this.#step }
  }

  /** Offers statistics of this batch to the running ones; the step decides. */
  propose(target: RunningStatistics, statistics: BatchStatistics): void {
    this.proposals.push({ target, statistics })
  }

  observe(layer: Layer, output: Tensor): void {
    this.#observe?.(layer, output)
  }
}

/** Streams from here on belong to forward passes; those below belong to initializers and shuffling. */
const CALL_STREAM = 0x4000_0000
/** Streams that one micro-batch may use. */
const PART_STREAMS = 0x1_0000
