/** The devices that the demo knows; `native` runs in the local server. */
export const DEVICES = ['cpu', 'webgl', 'native'] as const
export type DeviceName = (typeof DEVICES)[number]

export const NETWORKS = ['article', 'sigmoid', 'convolutional'] as const
export type NetworkName = (typeof NETWORKS)[number]

export const NORMALIZATIONS = ['batch', 'group', 'none'] as const
export type NormalizationName = (typeof NORMALIZATIONS)[number]

export const CONVENTIONS = ['keras', 'torch', 'flax'] as const
export type ConventionName = (typeof CONVENTIONS)[number]

export const OPTIMIZERS = ['adam', 'sgd', 'rmsprop'] as const
export type OptimizerName = (typeof OPTIMIZERS)[number]

/**
 * Everything that fixes the numbers of a run, the devices aside: two devices with equal settings start from the same
 * weights and see the same batches and dropout masks.
 */
export interface RunSettings {
  readonly network: NetworkName
  /** What stands in each normalization place of the network. */
  readonly normalization: NormalizationName
  readonly convention: ConventionName
  /** Momentum of batch norm as the convention means it; null is the convention's default. */
  readonly momentum: number | null
  /** ε of the normalization; null is the default of the convention. */
  readonly epsilon: number | null
  readonly batchSize: number
  readonly learningRate: number
  readonly optimizer: OptimizerName
  /** Penalties on the kernels. */
  readonly l1: number
  readonly l2: number
  /** Share of hidden units that are dropped in training. */
  readonly dropout: number
  readonly seed: number
  readonly epochs: number
}

/** What the page shows and a link reproduces. */
export interface DemoSettings extends RunSettings {
  /** Those that run side by side. */
  readonly devices: readonly DeviceName[]
  /** Whether each device trains the same network without normalization beside it. */
  readonly compareWithout: boolean
}

/** Range of a number, both ends allowed. */
export interface Range {
  readonly least: number
  readonly most: number
  readonly integer: boolean
}

export const RANGES: Readonly<
  Record<'momentum' | 'epsilon' | 'batchSize' | 'learningRate' | 'l1' | 'l2' | 'dropout' | 'seed' | 'epochs', Range>
> = {
  momentum: { least: 0, most: 1, integer: false },
  epsilon: { least: 1e-12, most: 1, integer: false },
  batchSize: { least: 2, most: 1024, integer: true },
  learningRate: { least: 1e-6, most: 100, integer: false },
  l1: { least: 0, most: 1, integer: false },
  l2: { least: 0, most: 1, integer: false },
  dropout: { least: 0, most: 0.9, integer: false },
  seed: { least: 0, most: 2 ** 31 - 1, integer: true },
  epochs: { least: 1, most: 1000, integer: true },
}

/** The article's network and run. */
export const DEFAULT_SETTINGS: DemoSettings = {
  network: 'article',
  normalization: 'batch',
  convention: 'keras',
  momentum: null,
  epsilon: null,
  batchSize: 128,
  learningRate: 0.001,
  optimizer: 'adam',
  l1: 0,
  l2: 0,
  dropout: 0,
  seed: 1,
  epochs: 10,
  devices: ['cpu'],
  compareWithout: false,
}
