/** x · kernel + bias, and the activation of it. */
export interface DenseSpec {
  readonly kind: 'dense'
  readonly inputs: number
  readonly units: number
  /** [inputs, units], row-major. */
  readonly kernel: Float32Array
  /** [units], or null for none. */
  readonly bias: Float32Array | null
  readonly activation: 'relu' | 'softmax' | null
}

/** Convolution with stride 1, padding 'same' and no bias, channels last. */
export interface ConvolutionSpec {
  readonly kind: 'convolution'
  /** Side of the square kernel. */
  readonly size: number
  readonly channels: number
  readonly filters: number
  /** [size, size, channels, filters], row-major. */
  readonly kernel: Float32Array
}

/** Batch norm over the last axis. The four vectors have an entry for each channel. */
export interface BatchNormSpec {
  readonly kind: 'batchNorm'
  readonly channels: number
  /** Weight of the old running statistics. */
  readonly momentum: number
  /** Added to the variance. */
  readonly epsilon: number
  readonly gamma: Float32Array
  readonly beta: Float32Array
  readonly mean: Float32Array
  readonly variance: Float32Array
}

export interface ActivationSpec {
  readonly kind: 'activation'
  readonly activation: 'relu' | 'sigmoid'
}

/** The maximum of windows of 2×2 that do not overlap. */
export interface MaxPoolSpec {
  readonly kind: 'maxPool'
}

/** [N, height, width, channels] → [N, height · width · channels]. */
export interface FlattenSpec {
  readonly kind: 'flatten'
}

export type LayerSpec = DenseSpec | ConvolutionSpec | BatchNormSpec | ActivationSpec | MaxPoolSpec | FlattenSpec

/** Layers one after the other, with their weights: every contender builds them as they stand here. */
export interface Network {
  /** Of one sample, channels last. */
  readonly inputShape: readonly number[]
  readonly layers: readonly LayerSpec[]
}
