import { OptionError, ShapeError } from '../../errors.js'
import { add, concat, mul } from '../../ops/index.js'
import { sameShape, showShape, type Shape, type Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import type { Composite } from '../foldable.js'
import { Layer, type LayerOptions } from '../layer.js'
import { buildChain, chainShape, runBranches } from './chain.js'

/** How the outputs of branches become one. */
export type Merge = 'concat' | 'add' | 'multiply'

/** Options of {@link parallel}. */
export interface ParallelOptions extends LayerOptions {
  /** Default 'concat', along the last axis. */
  readonly merge?: Merge
}

const MERGES: readonly Merge[] = ['concat', 'add', 'multiply']

/** Branches over one input; see {@link parallel}. */
export class Parallel extends Layer implements Composite {
  readonly #branches: readonly (readonly Layer[])[]
  readonly #merge: Merge

  constructor(branches: readonly (readonly Layer[])[], options: ParallelOptions = {}) {
    super(options)
    this.#branches = branches
    this.#merge = options.merge ?? 'concat'
    if (branches.length > 0 && MERGES.includes(this.#merge)) return
    throw new OptionError({
      what: `parallel was given ${branches.length} branches and merge '${String(options.merge)}'.`,
      remedy: `Give at least one branch, and merge by ${MERGES.join(', ')}.`,
    })
  }

  override get kind(): string {
    return 'Parallel'
  }

  override get sublayers(): readonly Layer[] {
    return this.#branches.flat()
  }

  rebuild(change: (layers: readonly Layer[]) => readonly Layer[]): Parallel {
    const branches = this.#branches.map((branch) => (branch.length === 0 ? branch : change(branch)))
    return new Parallel(branches, { name: this.name, merge: this.#merge })
  }

  override build(inputShape: Shape): void {
    for (const branch of this.#branches) buildChain(branch, inputShape)
    this.outputShape(inputShape)
  }

  override outputShape(inputShape: Shape): Shape {
    const shapes = this.#branches.map((branch) => chainShape(branch, inputShape))
    const [first] = shapes
    const concatenates = this.#merge === 'concat'
    const compared = (shape: Shape): Shape => (concatenates ? shape.slice(0, -1) : shape)
    const misfit = shapes.find((shape) => shape.length !== first.length || !sameShape(compared(shape), compared(first)))
    if (misfit !== undefined || first.length === 0) {
      throw new ShapeError({
        what: `${this.path || 'parallel'}: branches give samples of shape ${shapes.map(showShape).join(' and ')}, which do not ${this.#merge}.`,
        remedy: concatenates ? 'All axes but the last must be equal.' : 'All branches must give the same shape.',
      })
    }
    if (!concatenates) return first
    return [...first.slice(0, -1), shapes.reduce((sum, shape) => sum + shape[shape.length - 1], 0)]
  }

  override call(x: Tensor, context: CallContext): Tensor {
    const outputs = runBranches(this.#branches, x, context)
    if (this.#merge === 'concat') return concat(outputs, -1)
    const merge = this.#merge === 'add' ? add : mul
    return outputs.reduce((merged, output) => merge(merged, output))
  }
}

/**
 * Branches of layers over the same input, whose outputs are concatenated along the last axis, added or multiplied. An
 * empty branch passes its input on.
 *
 * @throws OptionError when there are no branches
 * @throws ShapeError when it is built and the branches do not fit together
 */
export function parallel(branches: readonly (readonly Layer[])[], options: ParallelOptions = {}): Parallel {
  return new Parallel(branches, options)
}
