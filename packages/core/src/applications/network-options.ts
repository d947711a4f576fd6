import { batchNormalization, type BatchNormalization, type BatchNormalizationOptions } from '../layers/index.js'

/** What networks that can be built with and without batch norm have in common. */
export interface NetworkOptions {
  /** Default 10. */
  readonly classes?: number
  /** Whether the hidden layers are normalized. Default true. */
  readonly batchNorm?: boolean
  /** Weight of the old running statistics in every batch-norm layer; null is the plain average. Default 0.99. */
  readonly momentum?: BatchNormalizationOptions['momentum']
}

/** The batch-norm layer of one place of a network, or none. */
export function normalization({ batchNorm = true, momentum }: NetworkOptions): BatchNormalization[] {
  return batchNorm ? [batchNormalization({ momentum })] : []
}
