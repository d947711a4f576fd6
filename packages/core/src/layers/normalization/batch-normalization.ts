import type { View } from '../../backend/index.js'
import { OptionError, ShapeError, SingleValueError } from '../../errors.js'
import type { InitializerLike } from '../../initializers/index.js'
import { batchNormalize, denormalize, normalizeByStatistics } from '../../ops/index.js'
import { resolveAxis, showShape, sizeOf, type Shape, type Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { Layer, type LayerOptions } from '../layer.js'
import { affineParameters, type AffineOptions } from './affine-parameters.js'
import type { Parameter, Variable } from '../parameter.js'
import { statisticsRules, type Convention, type StatisticsRules } from './conventions.js'
import type { RunningStatistics } from './running-statistics.js'

/**
 * Which statistics a batch-norm layer uses: those of the batch, proposed to the running ones (`train`), or the running
 * ones, in the middle of training (`frozen`) or at test time (`eval`). Whether γ and β learn is another matter
 * (`trainable`).
 */
export type NormalizationMode = 'train' | 'frozen' | 'eval'

/** Options of {@link batchNormalization}. */
export interface BatchNormalizationOptions extends LayerOptions, AffineOptions {
  /** The axis of the channels, counted with the batch axis. Default −1, channels last; 1 for channels first. */
  readonly axis?: number
  /** Meaning of `momentum`, defaults, kind of the running variance. Default 'keras'. */
  readonly convention?: Convention
  /**
   * In [0, 1]. The weight of the old statistics (keras, flax; default 0.99) or of the new (torch; default 0.1).
   * null is the cumulative average over all batches.
   */
  readonly momentum?: number | null
  /** Added to the variance, > 0. Default 1e-3 (keras) or 1e-5 (torch, flax). */
  readonly epsilon?: number
  /** Whether running statistics are kept; without them the statistics of the batch are used at test time too. Default true. */
  readonly trackRunningStatistics?: boolean
  /** Overrides the mode that follows from the call (train in fit, eval elsewhere). Default: none. */
  readonly mode?: NormalizationMode | null
  readonly movingMeanInitializer?: InitializerLike
  readonly movingVarianceInitializer?: InitializerLike
}

/** Batch normalization over one axis of channels; see {@link batchNormalization}. */
export class BatchNormalization extends Layer {
  readonly axis: number
  readonly rules: StatisticsRules
  readonly convention: Convention
  /** Overrides the mode that follows from the call; null follows it. */
  mode: NormalizationMode | null
  readonly #options: BatchNormalizationOptions
  #gamma: Parameter | null = null
  #beta: Parameter | null = null
  #running: RunningStatistics | null = null

  constructor(options: BatchNormalizationOptions = {}) {
    super(options)
    const label = options.name ?? 'batchNormalization'
    this.axis = options.axis ?? -1
    if (!Number.isInteger(this.axis) || this.axis === 0) {
      throw new OptionError({
        what: `${label}: axis is ${this.axis}; channels cannot lie on the batch axis.`,
        remedy: 'Use −1 for channels last or 1 for channels first.',
      })
    }
    this.mode = requireMode(label, options.mode ?? null)
    this.convention = options.convention ?? 'keras'
    this.rules = statisticsRules(label, this.convention, options.momentum, options.epsilon)
    this.#options = options
  }

  override get kind(): string {
    return 'BatchNormalization'
  }

  /** Scale by channel, or null. */
  get gamma(): Parameter | null {
    this.requireBuilt()
    return this.#gamma
  }

  /** Shift by channel, or null. */
  get beta(): Parameter | null {
    this.requireBuilt()
    return this.#beta
  }

  /** Mean, variance and number of updates; null when none are kept. */
  get running(): RunningStatistics | null {
    this.requireBuilt()
    return this.#running
  }

  override build(inputShape: Shape): void {
    const channels = inputShape[this.#channelAxis(inputShape.length + 1) - 1]
    const options = this.#options
    const declare = this.addParameter.bind(this)
    const { gamma, beta } = affineParameters(declare, [channels], options)
    this.#gamma = gamma
    this.#beta = beta
    if (!(options.trackRunningStatistics ?? true)) return
    const state = (name: string, initializer: InitializerLike): Variable =>
      this.addState(name, name === 'updates' ? [1] : [channels], { initializer })
    this.#running = {
      layer: () => this.name || this.kind,
      mean: state('movingMean', options.movingMeanInitializer ?? 'zeros'),
      variance: state('movingVariance', options.movingVarianceInitializer ?? 'ones'),
      updates: state('updates', 'zeros'),
      rules: this.rules,
    }
  }

  override call(x: Tensor, context: CallContext): Tensor {
    const view = this.#view(x)
    const gamma = this.#gamma?.value ?? null
    const beta = this.#beta?.value ?? null
    const { epsilon } = this.rules
    const mode = this.mode ?? (context.training ? 'train' : 'eval')
    if (mode !== 'train' && this.#running !== null) {
      const { mean, variance } = this.#running
      return normalizeByStatistics(x, { view, mean: mean.value, variance: variance.value, gamma, beta, epsilon })
    }
    this.#requireSeveralValues(x, view, mode)
    const { y, statistics } = batchNormalize(x, { view, gamma, beta, epsilon })
    if (mode === 'train' && context.training && this.#running !== null) context.propose(this.#running, statistics)
    return y
  }

  /**
   * The layer's inverse at test time: x = (y − β)/γ·√(σ² + ε) + μ with the running statistics. A channel with γ = 0
   * has lost its input and gives values that are not finite.
   *
   * @throws OptionError when the layer keeps no running statistics
   */
  denormalize(y: Tensor): Tensor {
    if (this.running === null) {
      throw new OptionError({
        what: `${this.name || this.kind} keeps no running statistics, so nothing is known of the batch it normalized.`,
        remedy: 'Use trackRunningStatistics: true.',
      })
    }
    return denormalize(y, {
      view: this.#view(y),
      mean: this.running.mean.value,
      variance: this.running.variance.value,
      gamma: this.#gamma?.value ?? null,
      beta: this.#beta?.value ?? null,
      epsilon: this.rules.epsilon,
    })
  }

  #channelAxis(rank: number): number {
    const label = this.name || 'batchNormalization'
    const axis = resolveAxis(label, this.axis, rank)
    if (axis > 0) return axis
    throw new ShapeError({
      what: `${label}: axis ${this.axis} of inputs of rank ${rank} is the batch axis.`,
      remedy: 'Give inputs with a channel axis beside the batch axis.',
    })
  }

  #view(x: Tensor): View {
    const axis = this.#channelAxis(x.rank)
    return {
      groups: 1,
      outer: sizeOf(x.shape.slice(0, axis)),
      channels: x.shape[axis],
      inner: sizeOf(x.shape.slice(axis + 1)),
    }
  }

  #requireSeveralValues(x: Tensor, view: View, mode: NormalizationMode): void {
    if (view.outer * view.inner !== 1) return
    throw new SingleValueError({
      what: `${this.name || this.kind}: 1 value per channel (input ${showShape(x.shape)}, mode '${mode}'), of which no variance can be taken.`,
      remedy: "Use a larger batch, drop the last incomplete batch, or set the layer's mode to 'frozen'.",
    })
  }
}

/**
 * Batch normalization (Ioffe and Szegedy 2015): y = γ·(x − μ)/√(σ² + ε) + β by channel, with the mean and the
 * population variance of the batch in training, and running statistics at test time. Any rank of 2 or more, either
 * layout. Running statistics move when a training step is committed, never in the forward pass.
 *
 * @throws OptionError when epsilon is not positive, momentum is outside [0, 1], or the convention is unknown
 * @throws SingleValueError in training, when there is one value per channel
 */
export function batchNormalization(options: BatchNormalizationOptions = {}): BatchNormalization {
  return new BatchNormalization(options)
}

function requireMode(label: string, mode: NormalizationMode | null): NormalizationMode | null {
  if (mode === null || mode === 'train' || mode === 'frozen' || mode === 'eval') return mode
  throw new OptionError({
    what: `${label}: there is no mode '${String(mode)}'.`,
    remedy: "Use 'train', 'frozen' or 'eval', or null to follow the call.",
  })
}
