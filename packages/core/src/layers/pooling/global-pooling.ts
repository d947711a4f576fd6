import { ShapeError } from '../../errors.js'
import { max, mean } from '../../ops/index.js'
import { showShape, type Shape, type Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { resolveDataFormat, type DataFormat } from '../convolution/data-format.js'
import { Layer, type LayerOptions } from '../layer.js'

/** Options of global pooling. */
export interface GlobalPoolingOptions extends LayerOptions {
  /** Default 'channelsLast'. Neither format costs more than the other here. */
  readonly dataFormat?: DataFormat
  /** Whether the pooled axes stay with extent 1. Default false. */
  readonly keepDims?: boolean
}

/** How each channel becomes one number. */
export type GlobalPool = 'average' | 'max'

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
    if (context.mask !== null && context.mask.rank > 1) context.mask = null
    const reduce = this.pool === 'max' ? max : mean
    return reduce(x, { axis: this.#axes.map((axis) => axis + 1), keepDims: this.keepDims })
  }

  /** The pooled axes of a sample. */
  get #axes(): number[] {
    const first = this.dataFormat === 'channelsLast' ? 0 : 1
    return this.rank === 1 ? [first] : [first, first + 1]
  }
}

/** The mean of each channel over its sequence: [N, length, channels] → [N, channels]. */
export function globalAveragePooling1d(options: GlobalPoolingOptions = {}): GlobalPooling {
  return new GlobalPooling('average', 1, options)
}

/** The mean of each channel over its plane (Lin et al. 2014): [N, height, width, channels] → [N, channels]. */
export function globalAveragePooling2d(options: GlobalPoolingOptions = {}): GlobalPooling {
  return new GlobalPooling('average', 2, options)
}

/** The maximum of each channel over its sequence: [N, length, channels] → [N, channels]. */
export function globalMaxPooling1d(options: GlobalPoolingOptions = {}): GlobalPooling {
  return new GlobalPooling('max', 1, options)
}

/** The maximum of each channel over its plane: [N, height, width, channels] → [N, channels]. */
export function globalMaxPooling2d(options: GlobalPoolingOptions = {}): GlobalPooling {
  return new GlobalPooling('max', 2, options)
}
