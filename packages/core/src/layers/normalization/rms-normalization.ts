import { rmsNormalize } from '../../ops/index.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import { Layer, type LayerOptions } from '../layer.js'
import type { Parameter } from '../parameter.js'
import { affineParameters, type AffineOptions } from './affine-parameters.js'
import { requireEpsilon } from './conventions.js'
import { trailingShape } from './trailing-shape.js'

/** Options of {@link rmsNormalization}. */
export interface RmsNormalizationOptions
  extends LayerOptions, Pick<AffineOptions, 'scale' | 'gammaInitializer' | 'gammaRegularizer' | 'gammaConstraint'> {
  /** Number of trailing axes normalized together, the batch axis excluded. Default 1. */
  readonly axes?: number
  /** Added to the mean square, > 0. Default 1e-6, as Keras. */
  readonly epsilon?: number
}

/** RMS normalization; see {@link rmsNormalization}. */
export class RmsNormalization extends Layer {
  readonly epsilon: number
  readonly axes: number
  readonly #options: RmsNormalizationOptions
  #gamma: Parameter | null = null

  constructor(options: RmsNormalizationOptions = {}) {
    super(options)
    this.axes = options.axes ?? 1
    this.epsilon = options.epsilon ?? 1e-6
    requireEpsilon(options.name ?? 'rmsNormalization', this.epsilon, 1e-6)
    this.#options = options
  }

  override get kind(): string {
    return 'RmsNormalization'
  }

  /** Scale in the shape of the normalized axes, or null. */
  get gamma(): Parameter | null {
    this.requireBuilt()
    return this.#gamma
  }

  override build(inputShape: Shape): void {
    const shape = trailingShape(this.name || 'rmsNormalization', inputShape, this.axes)
    const { gamma } = affineParameters(this.addParameter.bind(this), shape, { ...this.#options, center: false })
    this.#gamma = gamma
  }

  override call(x: Tensor): Tensor {
    return rmsNormalize(x, { axes: this.axes, gamma: this.#gamma?.value ?? null, epsilon: this.epsilon })
  }
}

/**
 * RMS normalization (Zhang and Sennrich 2019): each sample divided by its root mean square over the trailing axes. Layer
 * normalization without the mean, and cheaper by that.
 *
 * @throws OptionError when epsilon is not positive
 * @throws ShapeError when it is built and the input has fewer axes
 */
export function rmsNormalization(options: RmsNormalizationOptions = {}): RmsNormalization {
  return new RmsNormalization(options)
}
