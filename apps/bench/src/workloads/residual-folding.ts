import { foldingShape } from './folding.js'
import { normalData } from './random-data.js'
import type { Workload } from './workload.js'

/** ResNet-20 is an application of evenkeel's: it has no description that others could take. */
export interface ResidualFoldingInputs {
  /** Of one sample, channels last. */
  readonly inputShape: readonly number[]
  /** [batchSize, ...inputShape], row-major. */
  readonly images: Float32Array
  readonly batchSize: number
}

const SHAPE = [32, 32, 3]
const BATCH_SIZE = 8

/** What `fold` is worth for ResNet-20. */
export const residualFolding: Workload<'residual-folding'> = {
  ...foldingShape(BATCH_SIZE),
  kind: 'residual-folding',
  title: `Inference of ResNet-20 on 32×32×3, batch norm as it is and folded, batches of ${BATCH_SIZE}`,
  inputs: () => ({
    inputShape: SHAPE,
    images: normalData(
      SHAPE.reduce((size, extent) => size * extent, BATCH_SIZE),
      0,
    ),
    batchSize: BATCH_SIZE,
  }),
}
