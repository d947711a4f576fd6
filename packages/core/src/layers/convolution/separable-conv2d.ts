import type { ConstraintLike } from '../../constraints/index.js'
import type { InitializerLike } from '../../initializers/index.js'
import type { Pair } from '../../ops/index.js'
import type { RegularizerLike } from '../../regularizers/index.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import { buildChain, chainShape, runChain } from '../composite/chain.js'
import type { CallContext } from '../context.js'
import { Layer, type FinalActivation } from '../layer.js'
import { conv2d, type Conv2d, type Conv2dLayerOptions } from './conv2d.js'
import { depthwiseConv2d, type DepthwiseConv2d } from './depthwise-conv2d.js'

type Kernel = 'groups' | 'kernelInitializer' | 'kernelRegularizer' | 'kernelConstraint' | 'kernelParametrization'

/** Options of {@link separableConv2d}. */
export interface SeparableConv2dOptions extends Omit<Conv2dLayerOptions, Kernel> {
  /** Filters of each channel in the first convolution. Default 1. */
  readonly depthMultiplier?: number
  /** Default 'glorotUniform'. */
  readonly depthwiseInitializer?: InitializerLike
  /** Default 'glorotUniform'. */
  readonly pointwiseInitializer?: InitializerLike
  readonly depthwiseRegularizer?: RegularizerLike | null
  readonly pointwiseRegularizer?: RegularizerLike | null
  readonly depthwiseConstraint?: ConstraintLike | null
  readonly pointwiseConstraint?: ConstraintLike | null
}

/** A depthwise convolution and a pointwise one; see {@link separableConv2d}. */
export class SeparableConv2d extends Layer {
  readonly depthwise: DepthwiseConv2d
  readonly pointwise: Conv2d

  constructor(filters: number, kernelSize: Pair, options: SeparableConv2dOptions = {}) {
    super(options)
    const { strides, padding, dilationRate, dataFormat, depthMultiplier, trainable } = options
    this.depthwise = depthwiseConv2d(kernelSize, {
      name: 'depthwise',
      useBias: false,
      kernelInitializer: options.depthwiseInitializer,
      kernelRegularizer: options.depthwiseRegularizer,
      kernelConstraint: options.depthwiseConstraint,
      strides,
      padding,
      dilationRate,
      dataFormat,
      depthMultiplier,
      trainable,
    })
    this.pointwise = conv2d(filters, 1, {
      name: 'pointwise',
      activation: options.activation,
      useBias: options.useBias,
      kernelInitializer: options.pointwiseInitializer,
      kernelRegularizer: options.pointwiseRegularizer,
      kernelConstraint: options.pointwiseConstraint,
      biasInitializer: options.biasInitializer,
      biasRegularizer: options.biasRegularizer,
      biasConstraint: options.biasConstraint,
      dataFormat,
      trainable,
    })
  }

  override get kind(): string {
    return 'SeparableConv2d'
  }

  override get sublayers(): readonly Layer[] {
    return [this.depthwise, this.pointwise]
  }

  override build(inputShape: Shape): void {
    buildChain(this.sublayers, inputShape)
  }

  override outputShape(inputShape: Shape): Shape {
    return chainShape(this.sublayers, inputShape)
  }

  override get finalActivation(): FinalActivation | null {
    return this.pointwise.finalActivation
  }

  override call(x: Tensor, context: CallContext): Tensor {
    return runChain(this.sublayers, x, context)
  }

  override callBeforeActivation(x: Tensor, context: CallContext): Tensor {
    return this.pointwise.callBeforeActivation(this.depthwise.run(x, context), context)
  }
}

/**
 * A depthwise convolution followed by a pointwise one that mixes its channels (Chollet 2017): [N, height, width,
 * channels] → [N, rows, columns, filters] with far fewer products than a full convolution. Bias and activation belong to
 * the second.
 *
 * @throws OptionError when an option is out of its range or has an unknown name
 */
export function separableConv2d(
  filters: number,
  kernelSize: Pair,
  options: SeparableConv2dOptions = {},
): SeparableConv2d {
  return new SeparableConv2d(filters, kernelSize, options)
}
