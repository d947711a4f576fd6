import { absent, type CaseRunner } from '../case/subject.js'
import { activations } from './activations.js'
import { batchNorm } from './batch-norm.js'
import { elementwise } from './elementwise.js'
import { linear } from './linear.js'
import { losses } from './losses.js'
import { normalization } from './normalization.js'
import { optimizers } from './optimizers.js'
import { picking } from './picking.js'
import { reductions } from './reductions.js'
import { shapes } from './shapes.js'

const noLayer: CaseRunner = absent('no such layer yet')

/** Runners of the cases of ONNX, by operator. */
export const ONNX_RUNNERS: Readonly<Record<string, CaseRunner>> = {
  ...activations,
  ...elementwise,
  ...linear,
  ...losses,
  ...normalization,
  ...optimizers,
  ...picking,
  ...reductions,
  ...shapes,
  BatchNormalization: batchNorm,
  Conv: noLayer,
  AveragePool: noLayer,
  GlobalAveragePool: noLayer,
  GlobalMaxPool: noLayer,
  LpPool: noLayer,
  MaxPool: noLayer,
}
