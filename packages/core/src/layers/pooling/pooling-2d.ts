import { averagePool2d, maxPool2d, type Padding2d, type Pair, type PoolOptions } from '../../ops/index.js'
import { pairOf, windowOn } from '../../ops/window-geometry.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { Windowed, type WindowedOptions } from '../convolution/windowed.js'

/** Options of {@link maxPooling2d}. */
export interface Pooling2dOptions extends WindowedOptions {
  /** Distance of neighbouring windows. Default: the size of the windows. */
  readonly strides?: Pair | null
  /** Default 'valid'. */
  readonly padding?: Padding2d
  /** Whether a window that reaches beyond the end counts, if it starts before it. Default false. */
  readonly ceilMode?: boolean
}

/** Options of {@link averagePooling2d}. */
export interface AveragePooling2dOptions extends Pooling2dOptions {
  /** Whether padding counts as elements that are 0. Default false (Keras); PyTorch's default is true. */
  readonly countIncludePadding?: boolean
}

abstract class Pooling2d extends Windowed {
  readonly poolSize: readonly [number, number]
  readonly #label: string
  readonly #options: Pooling2dOptions

  constructor(label: string, poolSize: Pair, options: Pooling2dOptions) {
    super(label, options)
    this.poolSize = pairOf(label, 'poolSize', poolSize, 1)
    this.#label = label
    this.#options = options
  }

  protected override get axes(): readonly string[] {
    return ['height', 'width']
  }

  /** What the operation is called with. */
  protected get poolOptions(): PoolOptions {
    const { strides, padding, ceilMode } = this.#options
    return { poolSize: this.poolSize, strides: strides ?? this.poolSize, padding, ceilMode }
  }

  protected abstract pool(x: Tensor): Tensor

  protected override outputOf(sample: Shape): Shape {
    const { window } = windowOn(this.path || this.#label, [1, ...sample], this.poolSize, this.poolOptions)
    return [window.outHeight, window.outWidth, window.channels]
  }

  override call(x: Tensor, context: CallContext): Tensor {
    return this.windowed(x, context, (planes) => this.pool(planes))
  }
}

/** The maximum of each window; see {@link maxPooling2d}. */
export class MaxPooling2d extends Pooling2d {
  constructor(poolSize: Pair = 2, options: Pooling2dOptions = {}) {
    super('maxPooling2d', poolSize, options)
  }

  override get kind(): string {
    return 'MaxPooling2d'
  }

  protected override pool(x: Tensor): Tensor {
    return maxPool2d(x, this.poolOptions)
  }
}

/** The mean of each window; see {@link averagePooling2d}. */
export class AveragePooling2d extends Pooling2d {
  readonly #countIncludePadding: boolean

  constructor(poolSize: Pair = 2, options: AveragePooling2dOptions = {}) {
    super('averagePooling2d', poolSize, options)
    this.#countIncludePadding = options.countIncludePadding ?? false
  }

  override get kind(): string {
    return 'AveragePooling2d'
  }

  protected override pool(x: Tensor): Tensor {
    return averagePool2d(x, { countIncludePadding: this.#countIncludePadding, ...this.poolOptions })
  }
}

/**
 * The maximum of each window: [N, height, width, channels] → [N, rows, columns, channels].
 *
 * @param poolSize size of the windows; default 2
 * @throws OptionError when an option is out of its range
 */
export function maxPooling2d(poolSize: Pair = 2, options: Pooling2dOptions = {}): MaxPooling2d {
  return new MaxPooling2d(poolSize, options)
}

/**
 * The mean of each window: [N, height, width, channels] → [N, rows, columns, channels]; at the borders that of the
 * elements that are there.
 *
 * @param poolSize size of the windows; default 2
 * @throws OptionError when an option is out of its range
 */
export function averagePooling2d(poolSize: Pair = 2, options: AveragePooling2dOptions = {}): AveragePooling2d {
  return new AveragePooling2d(poolSize, options)
}
