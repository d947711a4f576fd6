import { OptionError } from '../../errors.js'
import { requireGroups } from '../../ops/group-norm.js'
import { groupNormalize } from '../../ops/index.js'
import { channelLayout, type Shape, type Tensor } from '../../tensor/index.js'
import { Layer, type LayerOptions } from '../layer.js'
import type { Parameter } from '../parameter.js'
import { affineParameters, type AffineOptions } from './affine-parameters.js'
import { requireChannelAxis } from './channel-axis.js'
import { requireEpsilon } from './conventions.js'

/** Options of {@link groupNormalization}. */
export interface GroupNormalizationOptions extends LayerOptions, AffineOptions {
  /** Number of groups of neighbouring channels; must divide their number. −1 is as many as channels. Default 32. */
  readonly groups?: number
  /** The axis of the channels, counted with the batch axis. Default −1, channels last; 1 for channels first. */
  readonly axis?: number
  /** Added to the variance, > 0. Default 1e-3, as Keras (PyTorch: 1e-5). */
  readonly epsilon?: number
}

/** Group normalization; see {@link groupNormalization}. */
export class GroupNormalization extends Layer {
  readonly groups: number
  readonly axis: number
  readonly epsilon: number
  readonly #options: GroupNormalizationOptions
  #gamma: Parameter | null = null
  #beta: Parameter | null = null

  constructor(options: GroupNormalizationOptions = {}) {
    super(options)
    const label = options.name ?? 'groupNormalization'
    this.groups = options.groups ?? 32
    this.axis = options.axis ?? -1
    this.epsilon = options.epsilon ?? 1e-3
    if (!Number.isInteger(this.groups) || (this.groups < 1 && this.groups !== -1)) {
      throw new OptionError({
        what: `${label}: groups is ${this.groups}.`,
        remedy: 'Give a positive integer that divides the number of channels, or −1 for one group a channel.',
      })
    }
    requireChannelAxis(label, this.axis)
    requireEpsilon(label, this.epsilon, 1e-3)
    this.#options = options
  }

  override get kind(): string {
    return 'GroupNormalization'
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

  override build(inputShape: Shape): void {
    const label = this.name || 'groupNormalization'
    const { channels } = channelLayout(label, [1, ...inputShape], this.axis)
    requireGroups(label, this.#groupsOf(channels), channels, inputShape)
    const { gamma, beta } = affineParameters(this.addParameter.bind(this), [channels], this.#options)
    this.#gamma = gamma
    this.#beta = beta
  }

  override call(x: Tensor): Tensor {
    return groupNormalize(x, {
      axis: this.axis,
      groups: this.#groupsOf(channelLayout('groupNormalization', x.shape, this.axis).channels),
      gamma: this.#gamma?.value ?? null,
      beta: this.#beta?.value ?? null,
      epsilon: this.epsilon,
    })
  }

  #groupsOf(channels: number): number {
    return this.groups === -1 ? channels : this.groups
  }
}

/**
 * Group normalization (Wu and He 2018): each sample by its own mean and variance over groups of neighbouring channels
 * and all positions. It needs neither a batch nor running statistics and is the same in training and at test time. One
 * group is layer normalization over all axes but the batch (with γ and β by channel), −1 instance normalization.
 *
 * @throws OptionError when groups, axis or epsilon are out of range
 * @throws ShapeError when it is built and the groups do not divide the channels
 */
export function groupNormalization(options: GroupNormalizationOptions = {}): GroupNormalization {
  return new GroupNormalization(options)
}
