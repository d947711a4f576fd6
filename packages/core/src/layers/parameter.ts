import type { Constraint } from '../constraints/index.js'
import type { Device } from '../device/index.js'
import { keep } from '../device/index.js'
import { StateError } from '../errors.js'
import type { Initializer, InitializerRandom } from '../initializers/index.js'
import type { Regularizer } from '../regularizers/index.js'
import { Tensor, type HostTensor, type Shape } from '../tensor/index.js'

/**
 * What a parameter does in its layer. Weight decay acts on `weight` only by default: γ, β and biases set the scale and
 * the level of a layer, which decay would push to zero without making the function simpler.
 */
export type ParameterKind = 'weight' | 'bias' | 'gamma' | 'beta'

/** What a layer says about a variable it owns. */
export interface VariableOptions {
  readonly initializer: Initializer
}

/** What a layer says about a parameter it owns. */
export interface ParameterOptions extends VariableOptions {
  /** Default 'weight'. */
  readonly kind?: ParameterKind
  /** Adds a penalty to the loss. Default: none. */
  readonly regularizer?: Regularizer | null
  /** Projects the parameter after each step. Default: none. */
  readonly constraint?: Constraint | null
}

/**
 * A named tensor that a layer owns and that lives as long as its model: on no device until the model is placed on one,
 * and then wherever the model goes.
 */
export class Variable {
  readonly name: string
  readonly shape: Shape
  readonly initializer: Initializer
  /** Name with the layers that lead to it, `dense/kernel`; set by the model. */
  path: string
  #tensor: Tensor | null = null

  constructor(name: string, shape: Shape, { initializer }: VariableOptions) {
    this.name = name
    this.path = name
    this.shape = shape
    this.initializer = initializer
  }

  get placed(): boolean {
    return this.#tensor !== null
  }

  /** @throws StateError before the model is placed on a device */
  get value(): Tensor {
    if (this.#tensor === null) {
      throw new StateError({
        what: `'${this.path}' is on no device yet.`,
        remedy: 'Compile the model with a device, or call model.place(device), first.',
      })
    }
    return this.#tensor
  }

  /** Initial values from the variable's own stream of random numbers. */
  initialize(device: Device, random: InitializerRandom): void {
    this.assign(device, { data: this.initializer.generate(this.shape, random), shape: this.shape })
  }

  /** Takes values from the host, on `device`. */
  assign(device: Device, host: HostTensor): void {
    if (this.#tensor === null || this.#tensor.device !== device) {
      this.#tensor?.dispose()
      this.#tensor = keep(Tensor.empty(device, this.shape))
    }
    device.write(this.#tensor.buffer, Float32Array.from(host.data))
  }

  dispose(): void {
    this.#tensor?.dispose()
    this.#tensor = null
  }
}

/** A variable that learns. */
export class Parameter extends Variable {
  readonly kind: ParameterKind
  readonly regularizer: Regularizer | null
  readonly constraint: Constraint | null
  /** Whether optimizers change it. Default true. */
  trainable = true

  constructor(name: string, shape: Shape, options: ParameterOptions) {
    super(name, shape, options)
    this.kind = options.kind ?? 'weight'
    this.regularizer = options.regularizer ?? null
    this.constraint = options.constraint ?? null
  }
}
