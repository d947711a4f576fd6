import { ShapeError } from '../errors.js'
import { reshape as reshapeOp } from '../ops/index.js'
import { showShape, sizeOf, type Shape, type Tensor } from '../tensor/index.js'
import type { CallContext } from './context.js'
import { Layer, type LayerOptions } from './layer.js'

/** Gives samples another shape; see {@link flatten} and {@link reshape}. */
export class Reshape extends Layer {
  /** Shape of one output sample; null for one axis. */
  readonly #target: Shape | null

  constructor(target: Shape | null, options: LayerOptions = {}) {
    super(options)
    this.#target = target
  }

  override get kind(): string {
    return this.#target === null ? 'Flatten' : 'Reshape'
  }

  override build(inputShape: Shape): void {
    this.outputShape(inputShape)
  }

  override outputShape(inputShape: Shape): Shape {
    const size = sizeOf(inputShape)
    if (this.#target === null) return [size]
    const known = this.#target.filter((extent) => extent !== -1)
    const inferred = size / sizeOf(known)
    const shape = this.#target.map((extent) => (extent === -1 ? inferred : extent))
    if (this.#target.length - known.length > 1 || !Number.isInteger(inferred) || sizeOf(shape) !== size) {
      throw new ShapeError({
        what: `${this.name || 'reshape'}: samples of shape ${showShape(inputShape)} have ${size} elements and cannot become ${showShape(this.#target)}.`,
        remedy: 'Give a shape with the same number of elements; one extent may be −1.',
      })
    }
    return shape
  }

  override call(x: Tensor, context: CallContext): Tensor {
    if (context.mask !== null && context.mask.rank > 1) context.mask = null
    return reshapeOp(x, [x.shape[0], ...this.outputShape(x.shape.slice(1))])
  }
}

/** Samples of any shape become vectors: [N, a, b, …] → [N, a·b·…]. */
export function flatten(options: LayerOptions = {}): Reshape {
  return new Reshape(null, options)
}

/** Samples get another shape with as many elements; one extent may be −1. */
export function reshape(targetShape: Shape, options: LayerOptions = {}): Reshape {
  return new Reshape(targetShape, options)
}
