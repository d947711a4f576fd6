import { batchNormalization, dropout, type BatchNormalizationOptions, type Layer } from '../layers/index.js'
import type { RegularizerLike } from '../regularizers/index.js'

/** What networks that can be built with and without normalization have in common. */
export interface NetworkOptions {
  /** Default 10. */
  readonly classes?: number
  /** Whether the hidden layers are normalized. Default true. */
  readonly batchNorm?: boolean
  /** Weight of the old running statistics in every batch-norm layer; null is the plain average. Default 0.99. */
  readonly momentum?: BatchNormalizationOptions['momentum']
  /** Makes the layer of each place instead of batch norm: `() => groupNormalization({ groups: 8 })`. */
  readonly normalization?: () => Layer
  /** Penalty on the kernels. Default: none. */
  readonly kernelRegularizer?: RegularizerLike | null
  /** Share of the values that is dropped behind each hidden activation, in [0, 1). Default 0. */
  readonly dropout?: number
}

/** The normalization layer of one place of a network, or none. */
export function normalizationOf({ batchNorm = true, momentum, normalization }: NetworkOptions): Layer[] {
  if (!batchNorm) return []
  return [normalization === undefined ? batchNormalization({ momentum }) : normalization()]
}

/** The dropout layer behind one activation, or none. */
export function dropoutOf({ dropout: rate = 0 }: NetworkOptions): Layer[] {
  return rate === 0 ? [] : [dropout(rate)]
}
