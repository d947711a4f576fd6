import { averagePool1d, maxPool1d, type Padding1d, type Pool1dOptions } from '../../ops/index.js'
import { horizontally } from '../../ops/window-1d.js'
import { windowOn } from '../../ops/window-geometry.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { requireCount } from '../convolution/convolution.js'
import { Windowed, type WindowedOptions } from '../convolution/windowed.js'

/** Options of {@link maxPooling1d}. */
export interface Pooling1dOptions extends WindowedOptions {
  /** Distance of neighbouring windows. Default: the length of the windows. */
  readonly strides?: number | null
  /** Default 'valid'. */
  readonly padding?: Padding1d
  /** Whether a window that reaches beyond the end counts, if it starts before it. Default false. */
  readonly ceilMode?: boolean
}

/** Options of {@link averagePooling1d}. */
export interface AveragePooling1dOptions extends Pooling1dOptions {
  /** Whether padding counts as elements that are 0. Default false (Keras); PyTorch's default is true. */
  readonly countIncludePadding?: boolean
}

abstract class Pooling1d extends Windowed {
  readonly poolSize: number
  readonly #label: string
  readonly #options: Pooling1dOptions

  constructor(label: string, poolSize: number, options: Pooling1dOptions) {
    super(label, options)
    this.poolSize = requireCount(label, 'poolSize', poolSize)
    this.#label = label
    this.#options = options
  }

  protected override get axes(): readonly string[] {
    return ['length']
  }

  /** What the operation is called with. */
  protected get poolOptions(): Pool1dOptions {
    const { strides, padding, ceilMode } = this.#options
    return { poolSize: this.poolSize, strides: strides ?? this.poolSize, padding, ceilMode }
  }

  protected abstract pool(x: Tensor): Tensor

  protected override outputOf(sample: Shape): Shape {
    const name = this.path || this.#label
    const options = horizontally(name, this.poolSize, this.poolOptions)
    const { window } = windowOn(name, [1, 1, ...sample], [1, this.poolSize], options)
    return [window.outWidth, window.channels]
  }

  override call(x: Tensor, context: CallContext): Tensor {
    return this.windowed(x, context, (sequences) => this.pool(sequences))
  }
}

/** The maximum of each window; see {@link maxPooling1d}. */
export class MaxPooling1d extends Pooling1d {
  constructor(poolSize = 2, options: Pooling1dOptions = {}) {
    super('maxPooling1d', poolSize, options)
  }

  override get kind(): string {
    return 'MaxPooling1d'
  }

  protected override pool(x: Tensor): Tensor {
    return maxPool1d(x, this.poolOptions)
  }
}

/** The mean of each window; see {@link averagePooling1d}. */
export class AveragePooling1d extends Pooling1d {
  readonly #countIncludePadding: boolean

  constructor(poolSize = 2, options: AveragePooling1dOptions = {}) {
    super('averagePooling1d', poolSize, options)
    this.#countIncludePadding = options.countIncludePadding ?? false
  }

  override get kind(): string {
    return 'AveragePooling1d'
  }

  protected override pool(x: Tensor): Tensor {
    return averagePool1d(x, { countIncludePadding: this.#countIncludePadding, ...this.poolOptions })
  }
}

/**
 * The maximum of each window: [N, length, channels] → [N, windows, channels].
 *
 * @param poolSize length of the windows; default 2
 * @throws OptionError when an option is out of its range
 */
export function maxPooling1d(poolSize = 2, options: Pooling1dOptions = {}): MaxPooling1d {
  return new MaxPooling1d(poolSize, options)
}

/**
 * The mean of each window: [N, length, channels] → [N, windows, channels]; at the ends that of the elements that are
 * there.
 *
 * @param poolSize length of the windows; default 2
 * @throws OptionError when an option is out of its range
 */
export function averagePooling1d(poolSize = 2, options: AveragePooling1dOptions = {}): AveragePooling1d {
  return new AveragePooling1d(poolSize, options)
}
