import type { View } from '../../backend/index.js'
import { OptionError } from '../../errors.js'
import type { InitializerLike } from '../../initializers/index.js'
import { denormalize, normalizeByStatistics, type BatchStatistics } from '../../ops/index.js'
import { channelLayout, type ChannelLayout, type Shape, type Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { Layer, type LayerOptions } from '../layer.js'
import type { Parameter } from '../parameter.js'
import { affineParameters, type AffineOptions } from './affine-parameters.js'
import { requireChannelAxis } from './channel-axis.js'
import { statisticsRules, type Convention, type StatisticsRules } from './conventions.js'
import { requireMode, type NormalizationMode } from './mode.js'
import type { RunningStatistics } from './running-statistics.js'

/** Options of layers that keep running statistics. */
export interface RunningNormalizationOptions extends LayerOptions, AffineOptions {
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
  /** Whether running statistics are kept; without them those of the input are used at test time too. Default true. */
  readonly trackRunningStatistics?: boolean
  /** Overrides the mode that follows from the call (train in fit, eval elsewhere). Default: none. */
  readonly mode?: NormalizationMode | null
  readonly movingMeanInitializer?: InitializerLike
  readonly movingVarianceInitializer?: InitializerLike
}

/** What normalizing a batch by its own statistics gives. */
export interface NormalizedBatch {
  readonly y: Tensor
  /** What is proposed to the running statistics, by channel; null for nothing. */
  readonly statistics: BatchStatistics | null
}

/** How channels are normalized, apart from the statistics. */
export interface AffineValues {
  readonly gamma: Tensor | null
  readonly beta: Tensor | null
  readonly epsilon: number
}

/**
 * A layer that normalizes channels by statistics of the batch in training and by running ones at test time. What kind
 * of statistics of the batch, its subclasses say.
 */
export abstract class RunningNormalization extends Layer {
  readonly axis: number
  readonly rules: StatisticsRules
  readonly convention: Convention
  /** Overrides the mode that follows from the call; null follows it. */
  mode: NormalizationMode | null
  readonly #options: RunningNormalizationOptions
  #gamma: Parameter | null = null
  #beta: Parameter | null = null
  #running: RunningStatistics | null = null

  constructor(options: RunningNormalizationOptions) {
    super(options)
    const { label } = this
    this.axis = options.axis ?? -1
    requireChannelAxis(label, this.axis)
    this.mode = requireMode(label, options.mode ?? null)
    this.convention = options.convention ?? 'keras'
    this.rules = statisticsRules(label, this.convention, options.momentum, options.epsilon)
    this.#options = options
  }

  /** Normalizes by statistics of the batch. */
  protected abstract normalizeBatch(x: Tensor, layout: ChannelLayout, context: CallContext): NormalizedBatch

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
    const { channels } = channelLayout(this.label, [1, ...inputShape], this.axis)
    const options = this.#options
    const declare = this.addParameter.bind(this)
    const { gamma, beta } = affineParameters(declare, [channels], options)
    this.#gamma = gamma
    this.#beta = beta
    if (!(options.trackRunningStatistics ?? true)) return
    this.#running = {
      layer: () => this.path || this.kind,
      mean: this.addState('movingMean', [channels], { initializer: options.movingMeanInitializer ?? 'zeros' }),
      variance: this.addState('movingVariance', [channels], {
        initializer: options.movingVarianceInitializer ?? 'ones',
      }),
      updates: this.addState('updates', [1], { initializer: 'zeros' }),
      rules: this.rules,
    }
  }

  override call(x: Tensor, context: CallContext): Tensor {
    const running = this.#running
    if (this.modeIn(context) !== 'train' && running !== null) return this.normalizeByRunning(x, running)
    const { y, statistics } = this.normalizeBatch(x, channelLayout(this.label, x.shape, this.axis), context)
    if (context.training && running !== null && statistics !== null) context.propose(running, statistics)
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
    const { mean, variance } = this.running
    return denormalize(y, { view: this.#view(y), mean: mean.value, variance: variance.value, ...this.affine })
  }

  /** Normalizes by running statistics, as at test time. */
  protected normalizeByRunning(x: Tensor, { mean, variance }: RunningStatistics): Tensor {
    return normalizeByStatistics(x, {
      view: this.#view(x),
      mean: mean.value,
      variance: variance.value,
      ...this.affine,
    })
  }

  /** The mode of a call. */
  protected modeIn(context: CallContext): NormalizationMode {
    return this.mode ?? (context.training ? 'train' : 'eval')
  }

  /** γ, β and ε. */
  protected get affine(): AffineValues {
    return {
      gamma: this.#gamma?.value ?? null,
      beta: this.#beta?.value ?? null,
      epsilon: this.rules.epsilon,
    }
  }

  /** What messages call the layer. */
  protected get label(): string {
    return this.name || `${this.kind.charAt(0).toLowerCase()}${this.kind.slice(1)}`
  }

  #view(x: Tensor): View {
    const { samples, outer, channels, inner } = channelLayout(this.label, x.shape, this.axis)
    return { groups: 1, outer: samples * outer, channels, inner }
  }
}
