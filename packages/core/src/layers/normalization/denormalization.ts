import { ShapeError } from '../../errors.js'
import { sameShape, showShape, type Shape, type Tensor } from '../../tensor/index.js'
import { Layer, type LayerOptions } from '../layer.js'
import type { RunningNormalization } from './running-normalization.js'

/** Undoes a normalization layer; see {@link denormalization}. */
export class Denormalization extends Layer {
  readonly of: RunningNormalization

  constructor(of: RunningNormalization, options: LayerOptions = {}) {
    super(options)
    this.of = of
  }

  override get kind(): string {
    return 'Denormalization'
  }

  override build(inputShape: Shape): void {
    const normalized = this.of.inputShape
    if (normalized === null || sameShape(normalized, inputShape)) return
    throw new ShapeError({
      what: `${this.name || 'denormalization'}: samples have shape ${showShape(inputShape)}; '${this.of.name}' normalized samples of shape ${showShape(normalized)}.`,
      remedy: 'Give samples of the shape that was normalized.',
    })
  }

  override call(y: Tensor): Tensor {
    return this.of.denormalize(y)
  }
}

/**
 * The inverse of a batch-norm layer as a layer: x = (y − β)/γ·√(σ² + ε) + μ, with the running statistics, in training too.
 * It has no parameters of its own: gradients reach the γ and β of `of`, which stands before it in the same model.
 *
 * @throws OptionError when it runs and `of` keeps no running statistics
 * @throws StateError when it runs and `of` was not built
 */
export function denormalization(of: RunningNormalization, options: LayerOptions = {}): Denormalization {
  return new Denormalization(of, options)
}
