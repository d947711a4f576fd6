import { conv2d as conv2dOp, type Padding2d, type Pair } from '../../ops/index.js'
import { requireGroups } from '../../ops/convolution.js'
import { pairOf, windowOn } from '../../ops/window-geometry.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import type { Foldable, LayerWeights } from '../foldable.js'
import type { KernelParametrization } from '../kernel-parametrization.js'
import { Convolution, requireCount, type ConvolutionOptions, type FusedActivation } from './convolution.js'
import { obstacleOf } from './shift-obstacle.js'

/** Options of {@link conv2d}. */
export interface Conv2dLayerOptions extends ConvolutionOptions {
  /** Distance of neighbouring windows. Default 1. */
  readonly strides?: Pair
  /** Default 'valid'. */
  readonly padding?: Padding2d
  /** Distance of neighbouring taps of a window. Default 1. */
  readonly dilationRate?: Pair
  /** Groups of channels that do not mix. Default 1. */
  readonly groups?: number
  /** Computes the kernel from what learns: `weightStandardization()`, `weightNormalization()`. Default: none. */
  readonly kernelParametrization?: KernelParametrization | null
}

/** Convolution over planes; see {@link conv2d}. */
export class Conv2d extends Convolution implements Foldable {
  readonly filters: number
  readonly kernelSize: readonly [number, number]
  readonly groups: number
  readonly #options: Conv2dLayerOptions

  constructor(filters: number, kernelSize: Pair, options: Conv2dLayerOptions = {}) {
    super('conv2d', options, options.kernelParametrization ?? null)
    this.filters = requireCount('conv2d', 'filters', filters)
    this.kernelSize = pairOf('conv2d', 'kernelSize', kernelSize, 1)
    this.groups = options.groups ?? 1
    this.#options = options
  }

  override get kind(): string {
    return 'Conv2d'
  }

  protected override get axes(): readonly string[] {
    return ['height', 'width']
  }

  get inputShiftObstacle(): string | null {
    return obstacleOf(this.groups, this.#options.padding)
  }

  copyWith(weights: LayerWeights): Conv2d {
    return new Conv2d(this.filters, this.kernelSize, this.optionsWith(this.#options, weights))
  }

  /** [kernel height, kernel width, channels / groups, filters]. */
  protected override kernelShape(channels: number): Shape {
    requireGroups(this.path || 'conv2d', channels, this.filters, this.groups)
    return [...this.kernelSize, channels / this.groups, this.filters]
  }

  protected override outputOf(inputShape: Shape): Shape {
    const { strides, padding, dilationRate: dilations } = this.#options
    const placed = windowOn(this.path || 'conv2d', [1, ...inputShape], this.kernelSize, { strides, padding, dilations })
    return [placed.window.outHeight, placed.window.outWidth, this.filters]
  }

  protected override convolve(x: Tensor, kernel: Tensor, bias: Tensor | null, activation: FusedActivation): Tensor {
    const { strides, padding, dilationRate: dilations } = this.#options
    return conv2dOp(x, kernel, bias, { strides, padding, dilations, groups: this.groups, ...activation })
  }
}

/**
 * A convolution over planes (LeCun et al. 1989): f(x ⋆ kernel + bias), [N, height, width, channels] → [N, rows, columns,
 * filters], with the kernel [kernel height, kernel width, channels / groups, filters].
 *
 * ```ts
 * conv2d(32, 3, { padding: 'same', activation: 'relu', inputShape: [28, 28, 1] })
 * ```
 *
 * @throws OptionError when an option is out of its range or has an unknown name
 */
export function conv2d(filters: number, kernelSize: Pair, options: Conv2dLayerOptions = {}): Conv2d {
  return new Conv2d(filters, kernelSize, options)
}
