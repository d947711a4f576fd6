import { resolveConstraint, type ConstraintLike } from '../constraints/index.js'
import { OptionError, ShapeError } from '../errors.js'
import type { InitializerLike } from '../initializers/index.js'
import { dense as denseOp } from '../ops/index.js'
import { resolveRegularizer, type RegularizerLike } from '../regularizers/index.js'
import { showShape, type Shape, type Tensor } from '../tensor/index.js'
import { resolveActivation, type ActivationFunction, type ActivationLike } from './activation-functions.js'
import { fromValues, type Foldable, type LayerWeights } from './foldable.js'
import type { KernelParametrization } from './kernel-parametrization.js'
import { Layer, type FinalActivation, type LayerOptions } from './layer.js'
import type { Parameter } from './parameter.js'

/** Options of {@link dense}. */
export interface DenseLayerOptions extends LayerOptions {
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
  /** Computes the kernel from what learns: `weightStandardization()`, `weightNormalization()`. Default: none. */
  readonly kernelParametrization?: KernelParametrization | null
  readonly biasConstraint?: ConstraintLike | null
}

/** f(x · kernel + bias) over the last axis; see {@link dense}. */
export class Dense extends Layer implements Foldable {
  readonly units: number
  readonly #options: DenseLayerOptions
  readonly #activation: ActivationFunction
  /** What the kernel learns through, or null where it learns itself. */
  readonly kernelParametrization: KernelParametrization | null
  #effective: (learned: Tensor) => Tensor = (learned) => learned
  #kernel!: Parameter
  #bias: Parameter | null = null

  constructor(units: number, options: DenseLayerOptions = {}) {
    super(options)
    if (!Number.isInteger(units) || units < 1) {
      throw new OptionError({ what: `dense: units is ${units}.`, remedy: 'Give a positive integer.' })
    }
    this.units = units
    this.#options = options
    this.#activation = resolveActivation(options.activation)
    this.kernelParametrization = options.kernelParametrization ?? null
  }

  override get kind(): string {
    return 'Dense'
  }

  /** What learns, [inputs, units]; see {@link effectiveKernel}. */
  get kernel(): Parameter {
    this.requireBuilt()
    return this.#kernel
  }

  /** What inputs are multiplied with: the kernel, or what the parametrization makes of it. */
  effectiveKernel(): Tensor {
    return this.#effective(this.kernel.value)
  }

  /** [units], or null without bias. */
  get bias(): Parameter | null {
    this.requireBuilt()
    return this.#bias
  }

  get activated(): boolean {
    return this.#activation.name !== 'linear'
  }

  get inputShiftObstacle(): string | null {
    return null
  }

  channelAxis(rank: number): number {
    return rank - 1
  }

  copyWith({ kernel, bias }: LayerWeights): Dense {
    return new Dense(this.units, {
      ...this.#options,
      name: this.name,
      useBias: bias !== null,
      kernelInitializer: fromValues(kernel),
      ...(bias === null ? {} : { biasInitializer: fromValues(bias) }),
    })
  }

  override build(inputShape: Shape): void {
    const inputs = inputShape.at(-1)
    if (inputs === undefined || inputs < 1) {
      throw new ShapeError({
        what: `${this.name || 'dense'}: inputs have shape ${showShape(inputShape)}, without features to sum over.`,
        remedy: 'Give samples with at least one axis of extent 1 or more.',
      })
    }
    const { useBias = true, kernelInitializer = 'glorotUniform', biasInitializer = 'zeros' } = this.#options
    this.#kernel = this.addParameter('kernel', [inputs, this.units], {
      initializer: kernelInitializer,
      regularizer: resolveRegularizer(this.#options.kernelRegularizer),
      constraint: resolveConstraint(this.#options.kernelConstraint),
    })
    if (this.kernelParametrization !== null) {
      this.#effective = this.kernelParametrization.build(this.addParameter.bind(this), this.#kernel.shape)
    }
    if (!useBias) return
    this.#bias = this.addParameter('bias', [this.units], {
      kind: 'bias',
      initializer: biasInitializer,
      regularizer: resolveRegularizer(this.#options.biasRegularizer),
      constraint: resolveConstraint(this.#options.biasConstraint),
    })
  }

  override outputShape(inputShape: Shape): Shape {
    return [...inputShape.slice(0, -1), this.units]
  }

  override get finalActivation(): FinalActivation | null {
    const { name } = this.#activation
    return name === 'softmax' || name === 'sigmoid' ? name : null
  }

  override call(x: Tensor): Tensor {
    const { apply, fused, alpha } = this.#activation
    const bias = this.#bias?.value ?? null
    if (fused !== null) return denseOp(x, this.effectiveKernel(), bias, { activation: fused, alpha })
    return apply(denseOp(x, this.effectiveKernel(), bias))
  }

  override callBeforeActivation(x: Tensor): Tensor {
    return denseOp(x, this.effectiveKernel(), this.#bias?.value ?? null)
  }
}

/**
 * A densely connected layer: f(x · kernel + bias) over the last axis, [..., inputs] → [..., units].
 *
 * @throws OptionError when units is not a positive integer, or an option has an unknown name
 */
export function dense(units: number, options: DenseLayerOptions = {}): Dense {
  return new Dense(units, options)
}
