import type { CaseRunner } from '../case/subject.js'
import { activations } from './activations.js'
import { batchNorm } from './batch-norm.js'
import { convolution } from './convolution.js'
import { elementwise } from './elementwise.js'
import { linear } from './linear.js'
import { losses } from './losses.js'
import { normalization } from './normalization.js'
import { optimizers } from './optimizers.js'
import { picking } from './picking.js'
import { pooling } from './pooling.js'
import { reductions } from './reductions.js'
import { shapes } from './shapes.js'

/** Runners of the cases of ONNX, by operator. */
export const ONNX_RUNNERS: Readonly<Record<string, CaseRunner>> = {
  ...activations,
  ...elementwise,
  ...linear,
  ...losses,
  ...normalization,
  ...optimizers,
  ...picking,
  ...pooling,
  ...reductions,
  ...shapes,
  BatchNormalization: batchNorm,
  Conv: convolution,
}
