import { batchNormalization, dense, sequential, type Sequential } from '@evenkeel/core'

/** The sizes of {@link articleNetwork}. */
export interface NetworkOptions {
  /** Values of one sample. */
  readonly pixels: number
  readonly classes: number
  /** Whether the hidden layer is normalized. */
  readonly batchNorm: boolean
  /** Weight of the old running statistics. Default 0.99. */
  readonly momentum?: number
}

/** Dense(64, relu), batch normalization, Dense(classes, softmax): [N, pixels] → [N, classes]. */
export function articleNetwork({ pixels, classes, batchNorm, momentum }: NetworkOptions): Sequential {
  return sequential([
    dense(64, { activation: 'relu', inputShape: [pixels] }),
    ...(batchNorm ? [batchNormalization({ momentum })] : []),
    dense(classes, { activation: 'softmax' }),
  ])
}
