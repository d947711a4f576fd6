import { resolveConstraint, type ConstraintLike } from '../../constraints/index.js'
import { OptionError } from '../../errors.js'
import type { InitializerLike } from '../../initializers/index.js'
import type { Conv2dOptions } from '../../ops/index.js'
import { resolveRegularizer, type RegularizerLike } from '../../regularizers/index.js'
import type { Shape, Tensor } from '../../tensor/index.js'
import { resolveActivation, type ActivationFunction, type ActivationLike } from '../activation-functions.js'
import type { CallContext } from '../context.js'
import { fromValues, type LayerWeights } from '../foldable.js'
import type { KernelParametrization } from '../kernel-parametrization.js'
import type { FinalActivation } from '../layer.js'
import type { Parameter } from '../parameter.js'
import { Windowed, type WindowedOptions } from './windowed.js'

/** What all convolution layers take. */
export interface ConvolutionOptions extends WindowedOptions {
  /** Default 'linear'. */
  readonly activation?: ActivationLike | null
  /** Default true. */
  readonly useBias?: boolean
  /** Default 'glorotUniform'. */
  readonly kernelInitializer?: InitializerLike
  /** Default 'zeros'. */
  readonly biasInitializer?: InitializerLike
  readonly kernelRegularizer?: RegularizerLike | null
  readonly biasRegularizer?: RegularizerLike | null
  readonly kernelConstraint?: ConstraintLike | null
  readonly biasConstraint?: ConstraintLike | null
}

/** The activation that an operation applies itself. */
export type FusedActivation = Pick<Conv2dOptions, 'activation' | 'alpha'>

/** A kernel that is moved over the input, a bias and an activation; what it sums up is said by each layer. */
export abstract class Convolution extends Windowed {
  /** What the kernel learns through, or null where it learns itself. */
  readonly kernelParametrization: KernelParametrization | null
  readonly #options: ConvolutionOptions
  readonly #activation: ActivationFunction
  #effective: (learned: Tensor) => Tensor = (learned) => learned
  #kernel!: Parameter
  #bias: Parameter | null = null

  constructor(label: string, options: ConvolutionOptions, parametrization: KernelParametrization | null = null) {
    super(label, options)
    this.#options = options
    this.#activation = resolveActivation(options.activation)
    this.kernelParametrization = parametrization
  }

  /** Shape of the kernel for inputs of so many channels; also checks that the channels suit. */
  protected abstract kernelShape(channels: number): Shape

  /** The operation, channels last. */
  protected abstract convolve(x: Tensor, kernel: Tensor, bias: Tensor | null, activation: FusedActivation): Tensor

  /** What learns; see {@link effectiveKernel}. */
  get kernel(): Parameter {
    this.requireBuilt()
    return this.#kernel
  }

  /** What is moved over the input: the kernel, or what the parametrization makes of it. */
  effectiveKernel(): Tensor {
    return this.#effective(this.kernel.value)
  }

  /** One entry a filter, or null without bias. */
  get bias(): Parameter | null {
    this.requireBuilt()
    return this.#bias
  }

  get activated(): boolean {
    return this.#activation.name !== 'linear'
  }

  channelAxis(rank: number): number {
    return this.dataFormat === 'channelsLast' ? rank - 1 : 1
  }

  /** Options for a copy of this layer with other weights. */
  protected optionsWith<T extends ConvolutionOptions>(options: T, { kernel, bias }: LayerWeights): T {
    return {
      ...options,
      name: this.name,
      useBias: bias !== null,
      kernelInitializer: fromValues(kernel),
      ...(bias === null ? {} : { biasInitializer: fromValues(bias) }),
    }
  }

  override build(inputShape: Shape): void {
    const sample = this.sampleOf(inputShape)
    const filters = this.outputOf(sample)[this.axes.length]
    const { useBias = true, kernelInitializer = 'glorotUniform', biasInitializer = 'zeros' } = this.#options
    this.#kernel = this.addParameter('kernel', this.kernelShape(sample[this.axes.length]), {
      initializer: kernelInitializer,
      regularizer: resolveRegularizer(this.#options.kernelRegularizer),
      constraint: resolveConstraint(this.#options.kernelConstraint),
    })
    if (this.kernelParametrization !== null) {
      this.#effective = this.kernelParametrization.build(this.addParameter.bind(this), this.#kernel.shape)
    }
    if (!useBias) return
    this.#bias = this.addParameter('bias', [filters], {
      kind: 'bias',
      initializer: biasInitializer,
      regularizer: resolveRegularizer(this.#options.biasRegularizer),
      constraint: resolveConstraint(this.#options.biasConstraint),
    })
  }

  override get finalActivation(): FinalActivation | null {
    const { name } = this.#activation
    // A loss would take the softmax over the last axis, where channels first has something else.
    return name === 'sigmoid' || (name === 'softmax' && this.dataFormat === 'channelsLast') ? name : null
  }

  override call(x: Tensor, context: CallContext): Tensor {
    const { apply, fused, alpha } = this.#activation
    if (fused !== null) return this.#sums(x, context, (planes) => planes, { activation: fused, alpha })
    return this.#sums(x, context, apply)
  }

  override callBeforeActivation(x: Tensor, context: CallContext): Tensor {
    return this.#sums(x, context, (planes) => planes)
  }

  #sums(x: Tensor, context: CallContext, finish: (y: Tensor) => Tensor, activation: FusedActivation = {}): Tensor {
    const bias = this.#bias?.value ?? null
    return this.windowed(x, context, (planes) =>
      finish(this.convolve(planes, this.effectiveKernel(), bias, activation)),
    )
  }
}

/** @throws OptionError when the number is not a positive integer */
export function requireCount(layer: string, option: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value
  throw new OptionError({ what: `${layer}: ${option} is ${String(value)}.`, remedy: 'Give a positive integer.' })
}
