import { ShapeError } from '../../errors.js'
import { showShape, type Shape, type Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { Layer, type LayerOptions } from '../layer.js'
import { resolveDataFormat, runChannelsLast, shapeChannelsLast, shapeInFormat, type DataFormat } from './data-format.js'

/** What all layers take that move windows over samples. */
export interface WindowedOptions extends LayerOptions {
  /** Default 'channelsLast'. 'channelsFirst' is transposed before and after, which costs four passes over memory. */
  readonly dataFormat?: DataFormat
}

/** A layer that moves windows over samples of either format, and sees them channels last. */
export abstract class Windowed extends Layer {
  readonly dataFormat: DataFormat

  /** @param label what error texts call the layer until it has a path */
  constructor(label: string, options: WindowedOptions = {}) {
    super(options)
    this.dataFormat = resolveDataFormat(label, options.dataFormat)
  }

  /** Names of the axes of a sample beside the channels. */
  protected abstract readonly axes: readonly string[]

  /** Shape of an output sample for an input sample, both channels last. */
  protected abstract outputOf(sample: Shape): Shape

  override build(inputShape: Shape): void {
    this.outputShape(inputShape)
  }

  override outputShape(inputShape: Shape): Shape {
    return shapeInFormat(this.outputOf(this.sampleOf(inputShape)), this.dataFormat)
  }

  /**
   * The shape of an input sample, channels last.
   *
   * @throws ShapeError when it has another rank, or no channels
   */
  protected sampleOf(inputShape: Shape): Shape {
    const sample = shapeChannelsLast(inputShape, this.dataFormat)
    if (sample.length === this.axes.length + 1 && sample[this.axes.length] > 0) return sample
    const names = shapeInFormat([...this.axes.keys(), this.axes.length], this.dataFormat)
    throw new ShapeError({
      what: `${this.path || this.kind}: samples have shape ${showShape(inputShape)}.`,
      remedy: `Give samples of shape [${names.map((axis) => this.axes[axis] ?? 'channels').join(', ')}].`,
    })
  }

  /** Runs the operation channels last. A mask of positions does not outlive it, since they move. */
  protected windowed(x: Tensor, context: CallContext, run: (x: Tensor) => Tensor): Tensor {
    if (context.mask !== null && context.mask.rank > 1) context.mask = null
    return runChannelsLast(x, this.dataFormat, run)
  }
}
