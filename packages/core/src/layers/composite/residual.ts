import { ShapeError } from '../../errors.js'
import { add } from '../../ops/index.js'
import { sameShape, showShape, type Shape, type Tensor } from '../../tensor/index.js'
import { resolveActivation, type ActivationFunction, type ActivationLike } from '../activation-functions.js'
import type { CallContext } from '../context.js'
import type { Composite } from '../foldable.js'
import { Layer, type LayerOptions } from '../layer.js'
import { buildChain, chainShape, runBranches } from './chain.js'

/** Options of {@link residual}. */
export interface ResidualOptions extends LayerOptions {
  /** What the input goes through before it is added, for shapes that differ. Default: nothing. */
  readonly shortcut?: readonly Layer[]
  /** Applied to the sum. Default 'linear'. */
  readonly activation?: ActivationLike | null
}

/** f(layers(x) + shortcut(x)); see {@link residual}. */
export class Residual extends Layer implements Composite {
  readonly #layers: readonly Layer[]
  readonly #shortcut: readonly Layer[]
  readonly #activation: ActivationFunction
  readonly #options: ResidualOptions

  constructor(layers: readonly Layer[], options: ResidualOptions = {}) {
    super(options)
    this.#layers = layers
    this.#options = options
    this.#shortcut = options.shortcut ?? []
    this.#activation = resolveActivation(options.activation)
  }

  override get kind(): string {
    return 'Residual'
  }

  override get sublayers(): readonly Layer[] {
    return [...this.#layers, ...this.#shortcut]
  }

  rebuild(change: (layers: readonly Layer[]) => readonly Layer[]): Residual {
    return new Residual(change(this.#layers), {
      ...this.#options,
      name: this.name,
      shortcut: this.#shortcut.length === 0 ? [] : change(this.#shortcut),
    })
  }

  override build(inputShape: Shape): void {
    const main = buildChain(this.#layers, inputShape)
    const shortcut = buildChain(this.#shortcut, inputShape)
    if (sameShape(main, shortcut)) return
    throw new ShapeError({
      what: `${this.path || 'residual'}: the layers give samples of shape ${showShape(main)}, the shortcut ${showShape(shortcut)}.`,
      remedy: 'Give a shortcut that ends in the same shape, for example a dense layer or a 1×1 convolution.',
    })
  }

  override outputShape(inputShape: Shape): Shape {
    return chainShape(this.#layers, inputShape)
  }

  override call(x: Tensor, context: CallContext): Tensor {
    const [main, shortcut] = runBranches([this.#layers, this.#shortcut], x, context)
    return this.#activation.apply(add(main, shortcut))
  }
}

/**
 * A residual block (He et al. 2016): f(layers(x) + shortcut(x)).
 *
 * @throws ShapeError when it is built and the two sides give different shapes
 */
export function residual(layers: readonly Layer[], options: ResidualOptions = {}): Residual {
  return new Residual(layers, options)
}
