import { OptionError } from '../../errors.js'
import { batchNormalize, concat, slice, type BatchStatistics } from '../../ops/index.js'
import type { ChannelLayout, Tensor } from '../../tensor/index.js'
import { BatchNormalization, type BatchNormalizationOptions } from './batch-normalization.js'
import { mergedOverGroups } from './group-statistics.js'

/** Options of {@link ghostBatchNormalization}. */
export interface GhostBatchNormalizationOptions extends BatchNormalizationOptions {
  /** Number of samples that are normalized together, at least 2. */
  readonly virtualBatchSize: number
}

/** Ghost batch normalization; see {@link ghostBatchNormalization}. */
export class GhostBatchNormalization extends BatchNormalization {
  readonly virtualBatchSize: number

  constructor(options: GhostBatchNormalizationOptions) {
    super(options)
    this.virtualBatchSize = options.virtualBatchSize
    if (Number.isInteger(this.virtualBatchSize) && this.virtualBatchSize >= 2) return
    throw new OptionError({
      what: `${this.label}: virtualBatchSize is ${String(this.virtualBatchSize)}.`,
      remedy: 'Give the number of samples that are normalized together, an integer from 2 on.',
    })
  }

  override get kind(): string {
    return 'GhostBatchNormalization'
  }

  protected override normalizeValues(
    x: Tensor,
    layout: ChannelLayout,
    weights: Tensor | null,
  ): { readonly y: Tensor; readonly statistics: BatchStatistics } {
    const groups = Math.floor(layout.samples / this.virtualBatchSize)
    if (groups <= 1) return super.normalizeValues(x, layout, weights)
    const { outer, channels, inner } = layout
    const parts = this.#parts(layout.samples, groups).map(({ start, samples, groups }) => {
      const view = { groups, outer: (samples / groups) * outer, channels, inner }
      const part = samplesOf(x, start, samples)
      return batchNormalize(part, { view, weights: weights && samplesOf(weights, start, samples), ...this.affine })
    })
    const all = (name: keyof BatchStatistics): Tensor => joined(parts.map(({ statistics }) => statistics[name]))
    const statistics = { count: all('count'), center: all('center'), residual: all('residual'), m2: all('m2') }
    return { y: joined(parts.map(({ y }) => y)), statistics: mergedOverGroups(statistics, groups) }
  }

  /** Runs of groups of one size: all of them, or all but the last, which takes the remainder too. */
  #parts(samples: number, groups: number): { start: number; samples: number; groups: number }[] {
    if (samples === groups * this.virtualBatchSize) return [{ start: 0, samples, groups }]
    const start = (groups - 1) * this.virtualBatchSize
    return [
      { start: 0, samples: start, groups: groups - 1 },
      { start, samples: samples - start, groups: 1 },
    ]
  }
}

/**
 * Ghost batch normalization (Hoffer, Hubara and Soudry 2017): in training the batch is cut into virtual batches of
 * `virtualBatchSize` samples that stand one after the other, each normalized by its own statistics, which keeps the noise of
 * small batches in large ones. The last virtual batch takes what remains of a batch that does not divide; a batch of
 * fewer than two virtual ones is normalized as a whole. Running statistics follow those of the whole batch, merged from
 * the virtual ones, and are used at test time.
 *
 * @throws OptionError when virtualBatchSize is below 2, and as `batchNormalization`
 */
export function ghostBatchNormalization(options: GhostBatchNormalizationOptions): GhostBatchNormalization {
  return new GhostBatchNormalization(options)
}

function samplesOf(x: Tensor, start: number, samples: number): Tensor {
  if (samples === x.shape[0]) return x
  const rest = x.shape.slice(1)
  return slice(x, [start, ...rest.map(() => 0)], [samples, ...rest])
}

function joined(tensors: readonly Tensor[]): Tensor {
  return tensors.length === 1 ? tensors[0] : concat(tensors, 0)
}
