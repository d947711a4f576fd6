import { ShapeError, StateError } from '../errors.js'
import { resolveInitializer, type InitializerLike } from '../initializers/index.js'
import { sameShape, showShape, type Shape, type Tensor } from '../tensor/index.js'
import type { CallContext } from './context.js'
import { Parameter, Variable, type ParameterOptions } from './parameter.js'

/** Options of every layer. */
export interface LayerOptions {
  /** Default: the kind of the layer in lower case with a number, given by the model. */
  readonly name?: string
  /** Shape of one sample, without the batch axis; needed for the first layer only, and only to build early. */
  readonly inputShape?: Shape
  /** Whether the layer's parameters learn. Default true. */
  readonly trainable?: boolean
}

/** The activation that ends a layer, whose input a loss may ask for. */
export type FinalActivation = 'softmax' | 'sigmoid'

/**
 * A function with parameters. A layer of one's own says which parameters it has and what it computes:
 *
 * ```ts
 * class Gain extends Layer {
 *   #gain!: Parameter
 *   override build(inputShape: Shape) {
 *     this.#gain = this.addParameter('gain', [inputShape.at(-1)!], { initializer: 'ones' })
 *   }
 *   override call(x: Tensor) {
 *     return ops.mul(x, this.#gain.value)
 *   }
 * }
 * ```
 */
export abstract class Layer {
  name: string
  /** Name with the layers that lead to it, `block/dense`; set by the model. */
  path: string
  readonly givenInputShape: Shape | null
  readonly #parameters: Parameter[] = []
  readonly #states: Variable[] = []
  #trainable: boolean
  #inputShape: Shape | null = null

  constructor(options: LayerOptions = {}) {
    this.name = options.name ?? ''
    this.path = this.name
    this.givenInputShape = options.inputShape ?? null
    this.#trainable = options.trainable ?? true
  }

  /** What `summary` and default names call the layer. Default: the name of its class. */
  get kind(): string {
    return this.constructor.name
  }

  /** Declares parameters for inputs of `inputShape` (one sample, without the batch axis). Called once. */
  build(_inputShape: Shape): void {}

  /** The layer's function. x and the result have the batch axis in front. */
  abstract call(x: Tensor, context: CallContext): Tensor

  /** Shape of one output sample. Default: that of the input. */
  outputShape(inputShape: Shape): Shape {
    return inputShape
  }

  /** Layers inside this one, in order of their use. */
  get sublayers(): readonly Layer[] {
    return []
  }

  /** The activation that the layer ends with, when {@link callBeforeActivation} can leave it out. */
  get finalActivation(): FinalActivation | null {
    return null
  }

  /** The layer's function without its {@link finalActivation}. */
  callBeforeActivation(x: Tensor, context: CallContext): Tensor {
    return this.call(x, context)
  }

  /** Parameters of this layer and the layers inside it; those of a layer that is used twice once. */
  get parameters(): readonly Parameter[] {
    if (this.sublayers.length === 0) return this.#parameters
    return [...new Set([...this.#parameters, ...this.sublayers.flatMap((layer) => layer.parameters)])]
  }

  /** Variables that do not learn by gradients (running statistics), of this layer and those inside it. */
  get states(): readonly Variable[] {
    if (this.sublayers.length === 0) return this.#states
    return [...new Set([...this.#states, ...this.sublayers.flatMap((layer) => layer.states)])]
  }

  /** Whether the parameters learn. Setting it reaches the layers inside, and acts from the next compile on. */
  get trainable(): boolean {
    return this.#trainable
  }

  set trainable(trainable: boolean) {
    this.#trainable = trainable
    for (const parameter of this.#parameters) parameter.trainable = trainable
    for (const layer of this.sublayers) layer.trainable = trainable
  }

  get built(): boolean {
    return this.#inputShape !== null
  }

  /** Shape of one input sample that the layer was built for, or null. */
  get inputShape(): Shape | null {
    return this.#inputShape
  }

  /**
   * Builds the layer once; later calls only check that the shape is the same.
   *
   * @throws ShapeError naming the layer when the shape does not suit it, or differs from the first
   */
  ensureBuilt(inputShape: Shape): void {
    if (this.#inputShape !== null) {
      if (sameShape(this.#inputShape, inputShape)) return
      throw new ShapeError({
        what: `${this.name || this.kind}: built for inputs of shape ${showShape(this.#inputShape)}, given ${showShape(inputShape)}.`,
        remedy: 'Give data of the shape that the model was built for, or build a new model.',
      })
    }
    this.build(inputShape)
    this.#inputShape = inputShape
    if (!this.#trainable) this.trainable = false
  }

  /** Runs the layer and tells the observer, if there is one. */
  run(x: Tensor, context: CallContext): Tensor {
    const output = this.call(x, context)
    context.observe(this, output)
    return output
  }

  /** Declares a parameter; for use in {@link build}. */
  protected addParameter(
    name: string,
    shape: Shape,
    options: Omit<ParameterOptions, 'initializer'> & { readonly initializer: InitializerLike },
  ): Parameter {
    const parameter = new Parameter(name, shape, {
      ...options,
      initializer: resolveInitializer(options.initializer),
    })
    this.#parameters.push(parameter)
    return parameter
  }

  /** Declares a variable that does not learn by gradients; for use in {@link build}. */
  protected addState(name: string, shape: Shape, options: { readonly initializer: InitializerLike }): Variable {
    const state = new Variable(name, shape, { initializer: resolveInitializer(options.initializer) })
    this.#states.push(state)
    return state
  }

  /** Own variables with their names, for paths. */
  get ownVariables(): readonly Variable[] {
    return [...this.#parameters, ...this.#states]
  }

  /** @throws StateError when the layer was not built */
  protected requireBuilt(): Shape {
    if (this.#inputShape === null) {
      throw new StateError({
        what: `${this.name || this.kind} was used before it was built.`,
        remedy: 'Put it into a model and give the first layer an inputShape, or fit the model.',
      })
    }
    return this.#inputShape
  }
}
