import { resolveConstraint, type ConstraintLike } from '../constraints/index.js'
import { DataError } from '../errors.js'
import type { InitializerLike } from '../initializers/index.js'
import { cast, clip, equal, gatherRows, notEqual, reshape, where } from '../ops/index.js'
import { resolveRegularizer, type RegularizerLike } from '../regularizers/index.js'
import type { Shape, Tensor } from '../tensor/index.js'
import type { CallContext } from './context.js'
import { requireCount } from './convolution/convolution.js'
import { Layer, type LayerOptions } from './layer.js'
import type { Parameter } from './parameter.js'

/** Options of {@link embedding}. */
export interface EmbeddingOptions extends LayerOptions {
  /** Default 'randomUniform'. */
  readonly embeddingsInitializer?: InitializerLike
  readonly embeddingsRegularizer?: RegularizerLike | null
  readonly embeddingsConstraint?: ConstraintLike | null
  /** Whether 0 is padding, which the layers behind this one leave out as behind `masking`. Default false. */
  readonly maskZero?: boolean
}

/** A vector for each of some numbers; see {@link embedding}. */
export class Embedding extends Layer {
  readonly inputDim: number
  readonly outputDim: number
  readonly #options: EmbeddingOptions
  #embeddings!: Parameter

  constructor(inputDim: number, outputDim: number, options: EmbeddingOptions = {}) {
    super(options)
    this.inputDim = requireCount('embedding', 'inputDim', inputDim)
    this.outputDim = requireCount('embedding', 'outputDim', outputDim)
    this.#options = options
  }

  override get kind(): string {
    return 'Embedding'
  }

  /** [inputDim, outputDim]. */
  get embeddings(): Parameter {
    this.requireBuilt()
    return this.#embeddings
  }

  override build(): void {
    const { embeddingsInitializer = 'randomUniform', embeddingsRegularizer, embeddingsConstraint } = this.#options
    this.#embeddings = this.addParameter('embeddings', [this.inputDim, this.outputDim], {
      initializer: embeddingsInitializer,
      regularizer: resolveRegularizer(embeddingsRegularizer),
      constraint: resolveConstraint(embeddingsConstraint),
    })
  }

  override outputShape(inputShape: Shape): Shape {
    return [...inputShape, this.outputDim]
  }

  override call(x: Tensor, context: CallContext): Tensor {
    const table = this.#embeddings.value
    const numbers = x.dtype === 'int32' ? cast(x, 'float32') : x
    if (this.#options.maskZero ?? false) context.mask = notEqual(numbers, 0)
    if (x.device.traits.readSync) {
      this.#requireRows(x)
      return gatherRows(table, x.dtype === 'int32' ? x : cast(x, 'int32'))
    }
    // Where looking would stall the device, a number without a vector gives NaN, which the step's guard finds.
    const rows = cast(clip(numbers, 0, this.inputDim - 1), 'int32')
    const known = equal(cast(rows, 'float32'), numbers)
    return where(reshape(known, [...x.shape, 1]), gatherRows(table, rows), NaN)
  }

  #requireRows(x: Tensor): void {
    const numbers = x.device.readSync(x.buffer)
    const position = numbers.findIndex((row) => !(Number.isInteger(row) && row >= 0 && row < this.inputDim))
    if (position < 0) return
    throw new DataError({
      what: `${this.path || 'embedding'}: input ${position} of ${numbers.length} is ${numbers[position]}.`,
      remedy: `Give integers from 0 to ${this.inputDim - 1}, or a layer with a larger inputDim.`,
    })
  }
}

/**
 * A vector for each number from 0 to `inputDim` − 1, learned: [N, …] of int32, or of float32 that are integers →
 * [N, …, outputDim]. On a device that can be read at once, numbers out of range are refused; on others they give NaN.
 *
 * @throws OptionError when a dimension is not a positive integer
 */
export function embedding(inputDim: number, outputDim: number, options: EmbeddingOptions = {}): Embedding {
  return new Embedding(inputDim, outputDim, options)
}
