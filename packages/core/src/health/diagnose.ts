import type { TargetRules } from '../data/index.js'
import { leavesOf } from '../layers/index.js'
import type { Optimizer } from '../optimizers/index.js'
import type { Shape } from '../tensor/index.js'
import type { DataInput, Model } from '../training/index.js'
import { openSource, requirePositive } from '../training/inputs.js'
import { diagnosisOf, type Diagnosis } from './diagnosis.js'
import { examine, type Examination } from './examine.js'
import type { Finding } from './finding.js'
import { deadChannels } from './illnesses/dead-channels.js'
import { deadUnits } from './illnesses/dead-units.js'
import { decayedAffine } from './illnesses/decayed-affine.js'
import { fewUpdates } from './illnesses/few-updates.js'
import { channelLimits, outputLimits } from './illnesses/float32-limits.js'
import { foreignMomentum } from './illnesses/foreign-momentum.js'
import { noisyStatistics } from './illnesses/noisy-statistics.js'
import { saturatedActivation } from './illnesses/saturated-activation.js'
import { trainEvalGap } from './illnesses/train-eval-gap.js'
import { untrainedStatistics } from './illnesses/untrained-statistics.js'
import type { LayerHealth } from './layer-health.js'
import { resolveThresholds, type Thresholds } from './thresholds.js'

/** Options of {@link diagnose}. */
export interface DiagnoseOptions {
  /** Samples of a batch in training, for the noise of its statistics. Default 32, as in fit. */
  readonly batchSize?: number
  /** Samples that are looked at, taken at random (a Dataset: from its beginning). Default 8192. */
  readonly maxSamples?: number
  /** Replaces some of the thresholds, see `THRESHOLDS`. */
  readonly thresholds?: Partial<Thresholds>
}

/** Causes before effects. */
const LAYER_ILLNESSES: readonly ((health: LayerHealth, thresholds: Thresholds) => Finding | null)[] = [
  untrainedStatistics,
  foreignMomentum,
  fewUpdates,
  noisyStatistics,
  trainEvalGap,
  deadChannels,
  channelLimits,
]

/**
 * Looks for what is typically wrong with the batch normalization of a compiled model, and says what to do; silent where
 * all is well. Samples of the training data pass the model in batches as in training, without dropout; nothing of the
 * model changes, and no targets are needed.
 *
 * ```ts
 * const diagnosis = await diagnose(model, xTrain, { batchSize: 128 })
 * console.log(String(diagnosis))
 * ```
 *
 * @param data samples [N, …] or a Dataset of batches (whose own size then counts); of the data that the model trains on
 * @throws StateError when the model was not compiled
 * @throws OptionError when an option is out of range
 * @throws SingleValueError when a batch has one value per channel
 */
export async function diagnose(model: Model, data: DataInput, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const { batchSize = 32, maxSamples = 8192 } = options
  const { optimizer, seed } = model.requireCompiled()
  const { device } = model
  requirePositive('batchSize', batchSize)
  requirePositive('maxSamples', maxSamples)
  const thresholds = resolveThresholds(options.thresholds)
  const target = (inputShape: Shape): TargetRules => {
    model.ensureBuilt(inputShape)
    return { dtype: 'float32', labels: null }
  }
  // Only a part is looked at, so that the whole need not go to the device.
  const source = await openSource({ device, x: data, target, batchSize, shuffle: true, seed, residentBytes: 0 })
  try {
    model.place(device, seed)
    const examination = await examine(model, source, maxSamples)
    const { layers, activations } = examination
    return diagnosisOf({ findings: findingsOf(model, optimizer, examination, thresholds), layers, activations })
  } finally {
    source.dispose()
  }
}

function findingsOf(
  model: Model,
  optimizer: Optimizer,
  { layers, activations, ranges }: Examination,
  thresholds: Thresholds,
): Finding[] {
  return [
    ...layers.flatMap((health) => LAYER_ILLNESSES.map((find) => find(health, thresholds))),
    ...leavesOf(model).map((layer) => decayedAffine(layer, optimizer)),
    ...activations.map((health) =>
      'quantiles' in health ? saturatedActivation(health, thresholds) : deadUnits(health, thresholds),
    ),
    ...ranges.map((range) => outputLimits(range, thresholds)),
  ].filter((finding) => finding !== null)
}
