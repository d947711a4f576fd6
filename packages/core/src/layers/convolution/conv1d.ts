import { conv1d as conv1dOp, type Padding1d } from '../../ops/index.js'
import { requireGroups } from '../../ops/convolution.js'
import { horizontally } from '../../ops/window-1d.js'
import { windowOn } from '../../ops/window-geometry.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import type { Foldable, LayerWeights } from '../foldable.js'
import type { KernelParametrization } from '../kernel-parametrization.js'
import { Convolution, requireCount, type ConvolutionOptions, type FusedActivation } from './convolution.js'
import { obstacleOf } from './shift-obstacle.js'

/** Options of {@link conv1d}. */
export interface Conv1dLayerOptions extends ConvolutionOptions {
  /** Distance of neighbouring windows. Default 1. */
  readonly strides?: number
  /** Default 'valid'; with 'causal' no output sees what comes later. */
  readonly padding?: Padding1d
  /** Distance of neighbouring taps of a window. Default 1. */
  readonly dilationRate?: number
  /** Groups of channels that do not mix. Default 1. */
  readonly groups?: number
  /** Computes the kernel from what learns: `weightStandardization()`, `weightNormalization()`. Default: none. */
  readonly kernelParametrization?: KernelParametrization | null
}

/** Convolution along sequences; see {@link conv1d}. */
export class Conv1d extends Convolution implements Foldable {
  readonly filters: number
  readonly kernelSize: number
  readonly groups: number
  readonly #options: Conv1dLayerOptions

  constructor(filters: number, kernelSize: number, options: Conv1dLayerOptions = {}) {
    super('conv1d', options, options.kernelParametrization ?? null)
    this.filters = requireCount('conv1d', 'filters', filters)
    this.kernelSize = requireCount('conv1d', 'kernelSize', kernelSize)
    this.groups = options.groups ?? 1
    this.#options = options
  }

  override get kind(): string {
    return 'Conv1d'
  }

  protected override get axes(): readonly string[] {
    return ['length']
  }

  get inputShiftObstacle(): string | null {
    return obstacleOf(this.groups, this.#options.padding)
  }

  copyWith(weights: LayerWeights): Conv1d {
    return new Conv1d(this.filters, this.kernelSize, this.optionsWith(this.#options, weights))
  }

  /** [kernel, channels / groups, filters]. */
  protected override kernelShape(channels: number): Shape {
    requireGroups(this.path || 'conv1d', channels, this.filters, this.groups)
    return [this.kernelSize, channels / this.groups, this.filters]
  }

  protected override outputOf(inputShape: Shape): Shape {
    const { strides, padding, dilationRate: dilations } = this.#options
    const name = this.path || 'conv1d'
    const options = horizontally(name, this.kernelSize, { strides, padding, dilations })
    return [windowOn(name, [1, 1, ...inputShape], [1, this.kernelSize], options).window.outWidth, this.filters]
  }

  protected override convolve(x: Tensor, kernel: Tensor, bias: Tensor | null, activation: FusedActivation): Tensor {
    const { strides, padding, dilationRate: dilations } = this.#options
    return conv1dOp(x, kernel, bias, { strides, padding, dilations, groups: this.groups, ...activation })
  }
}

/**
 * A convolution along sequences: f(x ⋆ kernel + bias), [N, length, channels] → [N, windows, filters], with the kernel
 * [kernel, channels / groups, filters].
 *
 * @throws OptionError when an option is out of its range or has an unknown name
 */
export function conv1d(filters: number, kernelSize: number, options: Conv1dLayerOptions = {}): Conv1d {
  return new Conv1d(filters, kernelSize, options)
}
