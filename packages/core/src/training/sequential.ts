import { OptionError } from '../errors.js'
import {
  buildChain,
  chainShape,
  runChain,
  type CallContext,
  type Composite,
  type FinalActivation,
  type Layer,
  type LayerOptions,
} from '../layers/index.js'
import type { Shape, Tensor } from '../tensor/index.js'
import { Model } from './model.js'
import { namePaths } from './names.js'

/** Layers one after the other; see {@link sequential}. */
export class Sequential extends Model implements Composite {
  readonly #layers: readonly Layer[]

  constructor(layers: readonly Layer[], options: LayerOptions = {}) {
    super(options)
    if (layers.length === 0) {
      throw new OptionError({ what: 'sequential was given no layers.', remedy: 'Give at least one.' })
    }
    this.#layers = layers
    namePaths(this, '')
    const inputShape = this.givenInputShape ?? layers[0].givenInputShape ?? layers[0].inputShape
    if (inputShape !== null) this.ensureBuilt(inputShape)
  }

  override get kind(): string {
    return 'Sequential'
  }

  override get sublayers(): readonly Layer[] {
    return this.#layers
  }

  rebuild(change: (layers: readonly Layer[]) => readonly Layer[]): Sequential {
    return new Sequential(change(this.#layers), { name: this.name, inputShape: this.inputShape ?? undefined })
  }

  override build(inputShape: Shape): void {
    buildChain(this.#layers, inputShape)
    namePaths(this, '')
  }

  override outputShape(inputShape: Shape): Shape {
    return chainShape(this.#layers, inputShape)
  }

  override get finalActivation(): FinalActivation | null {
    return this.#layers[this.#layers.length - 1].finalActivation
  }

  override call(x: Tensor, context: CallContext): Tensor {
    return runChain(this.#layers, x, context)
  }

  override callBeforeActivation(x: Tensor, context: CallContext): Tensor {
    const last = this.#layers[this.#layers.length - 1]
    const value = runChain(this.#layers.slice(0, -1), x, context)
    const output = last.callBeforeActivation(value, context)
    context.observe(last, output)
    return output
  }
}

/**
 * A model of layers one after the other. With an `inputShape` (its own or the first layer's) it is built at once,
 * otherwise when it first sees data.
 *
 * @throws OptionError when there are no layers
 * @throws ShapeError naming the layer that does not fit
 */
export function sequential(layers: readonly Layer[], options: LayerOptions = {}): Sequential {
  return new Sequential(layers, options)
}
