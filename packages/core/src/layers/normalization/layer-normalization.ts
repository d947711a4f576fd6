import { layerNormalize } from '../../ops/index.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import { Layer, type LayerOptions } from '../layer.js'
import { affineParameters, type AffineOptions } from './affine-parameters.js'
import type { Parameter } from '../parameter.js'
import { requireEpsilon } from './conventions.js'
import { trailingShape } from './trailing-shape.js'

/** Options of {@link layerNormalization}. */
export interface LayerNormalizationOptions extends LayerOptions, AffineOptions {
  /** Number of trailing axes normalized together, the batch axis excluded. Default 1. */
  readonly axes?: number
  /** Added to the variance, > 0. Default 1e-3, as Keras (PyTorch: 1e-5). */
  readonly epsilon?: number
}

/** Layer normalization; see {@link layerNormalization}. */
export class LayerNormalization extends Layer {
  readonly #options: LayerNormalizationOptions
  readonly #epsilon: number
  readonly #axes: number
  #gamma: Parameter | null = null
  #beta: Parameter | null = null

  constructor(options: LayerNormalizationOptions = {}) {
    super(options)
    this.#options = options
    this.#epsilon = options.epsilon ?? 1e-3
    this.#axes = options.axes ?? 1
    requireEpsilon(options.name ?? 'layerNormalization', this.#epsilon, 1e-3)
  }

  override get kind(): string {
    return 'LayerNormalization'
  }

  /** Scale in the shape of the normalized axes, or null. */
  get gamma(): Parameter | null {
    this.requireBuilt()
    return this.#gamma
  }

  /** Shift in the shape of the normalized axes, or null. */
  get beta(): Parameter | null {
    this.requireBuilt()
    return this.#beta
  }

  override build(inputShape: Shape): void {
    const options = this.#options
    const shape = trailingShape(this.name || 'layerNormalization', inputShape, this.#axes)
    const declare = this.addParameter.bind(this)
    const { gamma, beta } = affineParameters(declare, shape, options)
    this.#gamma = gamma
    this.#beta = beta
  }

  override call(x: Tensor): Tensor {
    return layerNormalize(x, {
      axes: this.#axes,
      gamma: this.#gamma?.value ?? null,
      beta: this.#beta?.value ?? null,
      epsilon: this.#epsilon,
    })
  }
}

/**
 * Layer normalization (Ba, Kiros and Hinton 2016): each sample by its own mean and variance over the trailing axes.
 * Batch norm asks how a feature varies over the batch; layer norm how a sample varies over its features. It needs no
 * running statistics and is the same in training and at test time, with a batch of one too.
 *
 * @throws OptionError when epsilon is not positive
 */
export function layerNormalization(options: LayerNormalizationOptions = {}): LayerNormalization {
  return new LayerNormalization(options)
}
