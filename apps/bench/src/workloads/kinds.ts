import type { BatchNormInputs } from './batch-norm.js'
import type { FoldingInputs } from './folding.js'
import type { InferenceInputs } from './inference.js'
import type { MatrixProductInputs } from './matrix-products.js'
import type { ResidualFoldingInputs } from './residual-folding.js'
import type { TrainingInputs } from './training.js'

/** What a contender is handed, by the kind of work. A contender that can do a kind can try all workloads of it. */
export interface KindInputs {
  readonly training: TrainingInputs
  readonly inference: InferenceInputs
  readonly 'batch-norm': BatchNormInputs
  readonly 'matrix-product': MatrixProductInputs
  readonly folding: FoldingInputs
  readonly 'residual-folding': ResidualFoldingInputs
}

export type Kind = keyof KindInputs
