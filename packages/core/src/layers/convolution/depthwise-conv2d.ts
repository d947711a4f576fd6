import { depthwiseConv2d as depthwiseOp, type Pair } from '../../ops/index.js'
import { pairOf, windowOn } from '../../ops/window-geometry.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import type { Foldable, LayerWeights } from '../foldable.js'
import type { Conv2dLayerOptions } from './conv2d.js'
import { Convolution, requireCount, type FusedActivation } from './convolution.js'

/** Options of {@link depthwiseConv2d}. */
export interface DepthwiseConv2dOptions extends Omit<Conv2dLayerOptions, 'groups' | 'kernelParametrization'> {
  /** Filters of each channel. Default 1. */
  readonly depthMultiplier?: number
}

/** Convolution of each channel by itself; see {@link depthwiseConv2d}. */
export class DepthwiseConv2d extends Convolution implements Foldable {
  readonly kernelSize: readonly [number, number]
  readonly depthMultiplier: number
  readonly #options: DepthwiseConv2dOptions

  constructor(kernelSize: Pair, options: DepthwiseConv2dOptions = {}) {
    super('depthwiseConv2d', options)
    this.kernelSize = pairOf('depthwiseConv2d', 'kernelSize', kernelSize, 1)
    this.depthMultiplier = requireCount('depthwiseConv2d', 'depthMultiplier', options.depthMultiplier ?? 1)
    this.#options = options
  }

  override get kind(): string {
    return 'DepthwiseConv2d'
  }

  protected override get axes(): readonly string[] {
    return ['height', 'width']
  }

  get inputShiftObstacle(): string | null {
    return 'its channels have filters of their own'
  }

  copyWith(weights: LayerWeights): DepthwiseConv2d {
    return new DepthwiseConv2d(this.kernelSize, this.optionsWith(this.#options, weights))
  }

  /** [kernel height, kernel width, channels, multiplier]. */
  protected override kernelShape(channels: number): Shape {
    return [...this.kernelSize, channels, this.depthMultiplier]
  }

  protected override outputOf(inputShape: Shape): Shape {
    const { strides, padding, dilationRate: dilations } = this.#options
    const options = { strides, padding, dilations }
    const { window } = windowOn(this.path || 'depthwiseConv2d', [1, ...inputShape], this.kernelSize, options)
    return [window.outHeight, window.outWidth, window.channels * this.depthMultiplier]
  }

  protected override convolve(x: Tensor, kernel: Tensor, bias: Tensor | null, activation: FusedActivation): Tensor {
    const { strides, padding, dilationRate: dilations } = this.#options
    return depthwiseOp(x, kernel, bias, { strides, padding, dilations, ...activation })
  }
}

/**
 * A convolution in which each channel has filters of its own (Sifre 2014): [N, height, width, channels] → [N, rows,
 * columns, channels · multiplier], with the kernel [kernel height, kernel width, channels, multiplier].
 *
 * @throws OptionError when an option is out of its range or has an unknown name
 */
export function depthwiseConv2d(kernelSize: Pair, options: DepthwiseConv2dOptions = {}): DepthwiseConv2d {
  return new DepthwiseConv2d(kernelSize, options)
}
