import type { Tensor } from '../tensor/index.js'
import { resolveActivation, type ActivationFunction, type ActivationLike } from './activation-functions.js'
import { Layer, type FinalActivation, type LayerOptions } from './layer.js'

/** Applies a function to each element; see {@link activation}. */
export class Activation extends Layer {
  readonly #activation: ActivationFunction

  constructor(given: ActivationLike, options: LayerOptions = {}) {
    super(options)
    this.#activation = resolveActivation(given)
  }

  override get kind(): string {
    return 'Activation'
  }

  override get finalActivation(): FinalActivation | null {
    const { name } = this.#activation
    return name === 'softmax' || name === 'sigmoid' ? name : null
  }

  override call(x: Tensor): Tensor {
    return this.#activation.apply(x)
  }

  override callBeforeActivation(x: Tensor): Tensor {
    return x
  }
}

/**
 * An activation as a layer of its own: a name ('relu', 'gelu', 'softmax', …) or a function of tensors, for parameters
 * other than the default: `activation((x) => ops.leakyRelu(x, 0.01))`.
 *
 * @throws OptionError when there is no activation of that name
 */
export function activation(given: ActivationLike, options: LayerOptions = {}): Activation {
  return new Activation(given, options)
}
