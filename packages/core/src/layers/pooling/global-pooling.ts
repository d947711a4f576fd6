import { ShapeError } from '../../errors.js'
import { div, max, mean, mul, sum, where } from '../../ops/index.js'
import { showShape, type Shape, type Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { resolveDataFormat, type DataFormat } from '../convolution/data-format.js'
import { Layer, type LayerOptions } from '../layer.js'
import { maskInput } from '../mask-input.js'

/** Options of global pooling. */
export interface GlobalPoolingOptions extends LayerOptions {
  /** Default 'channelsLast'. Neither format costs more than the other here. */
  readonly dataFormat?: DataFormat
  /** Whether the pooled axes stay with extent 1. Default false. */
  readonly keepDims?: boolean
}

/** How each channel becomes one number. */
export type GlobalPool = 'average' | 'max'

/** Smaller than what any position holds. */
const LEAST = -3.4028234663852886e38

/** One number a channel; see {@link globalAveragePooling2d}. */
export class GlobalPooling extends Layer {
  readonly pool: GlobalPool
  /** Number of axes that are pooled: 1 for sequences, 2 for planes. */
  readonly rank: 1 | 2
  readonly dataFormat: DataFormat
  readonly keepDims: boolean

  constructor(pool: GlobalPool, rank: 1 | 2, options: GlobalPoolingOptions = {}) {
    super(options)
    this.pool = pool
    this.rank = rank
    this.dataFormat = resolveDataFormat(this.kind, options.dataFormat)
    this.keepDims = options.keepDims ?? false
  }

  override get kind(): string {
    return `Global${this.pool === 'max' ? 'Max' : 'Average'}Pooling${this.rank}d`
  }

  override build(inputShape: Shape): void {
    const pooled = this.#axes.map((axis) => inputShape[axis])
    if (inputShape.length === this.rank + 1 && pooled.every((extent) => extent > 0)) return
    throw new ShapeError({
      what: `${this.path || this.kind}: samples have shape ${showShape(inputShape)}.`,
      remedy: `Give samples of ${this.rank} ax${this.rank === 1 ? 'is' : 'es'} of at least one element beside that of the channels.`,
    })
  }

  override outputShape(inputShape: Shape): Shape {
    const axes = this.#axes
    if (this.keepDims) return inputShape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))
    return inputShape.filter((_, axis) => !axes.includes(axis))
  }

  override call(x: Tensor, context: CallContext): Tensor {
    const { mask } = context
    const options = { axis: this.#axes.map((axis) => axis + 1), keepDims: this.keepDims }
    // A weight for each sample as a whole does not say which of its positions count.
    if (mask === null || mask.rank === 1) return this.pool === 'max' ? max(x, options) : mean(x, options)
    context.mask = null
    const { x: blanked, aligned } = maskInput(this.path || this.kind, x, this.#channelAxis, mask)
    const count = sum(aligned, options)
    if (this.pool === 'max') return where(count, max(where(aligned, x, LEAST), options), 0)
    return div(sum(mul(blanked, aligned), options), where(count, count, 1))
  }

  /** The axis of the channels of a batch. */
  get #channelAxis(): number {
    return this.dataFormat === 'channelsLast' ? this.rank + 1 : 1
  }

  /** The pooled axes of a sample. */
  get #axes(): number[] {
    const first = this.dataFormat === 'channelsLast' ? 0 : 1
    return this.rank === 1 ? [first] : [first, first + 1]
  }
}

/**
 * The mean of each channel over its sequence: [N, length, channels] → [N, channels]. Padding does not count: with a mask m
 * (see `masking`) it is Σ mₜ·xₜ / Σ mₜ, as in Keras, and 0 for a sequence of nothing but padding.
 */
export function globalAveragePooling1d(options: GlobalPoolingOptions = {}): GlobalPooling {
  return new GlobalPooling('average', 1, options)
}

/** The mean of each channel over its plane (Lin et al. 2014): [N, height, width, channels] → [N, channels]. */
export function globalAveragePooling2d(options: GlobalPoolingOptions = {}): GlobalPooling {
  return new GlobalPooling('average', 2, options)
}

/**
 * The maximum of each channel over its sequence: [N, length, channels] → [N, channels]. Padding does not count, as in
 * {@link globalAveragePooling1d}; Keras counts it here.
 */
export function globalMaxPooling1d(options: GlobalPoolingOptions = {}): GlobalPooling {
  return new GlobalPooling('max', 1, options)
}

/** The maximum of each channel over its plane: [N, height, width, channels] → [N, channels]. */
export function globalMaxPooling2d(options: GlobalPoolingOptions = {}): GlobalPooling {
  return new GlobalPooling('max', 2, options)
}
