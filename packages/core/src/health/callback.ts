import { requirePositive } from '../training/inputs.js'
import type { Callback, DataInput } from '../training/index.js'
import { diagnose, type DiagnoseOptions } from './diagnose.js'
import type { Finding } from './finding.js'

/** Options of {@link health}. */
export interface HealthOptions extends DiagnoseOptions {
  /** Samples of the training data. */
  readonly data: DataInput
  /** Receives each finding when it appears, with the number of the epoch (from 0). */
  readonly onFinding: (finding: Finding, epoch: number) => void
  /** Epochs from one look to the next. Default 1. */
  readonly every?: number
}

/**
 * Runs {@link diagnose} at the end of epochs: `health({ data: xTrain, onFinding: ({ layer, illness }) => … })`. A finding
 * is told when it appears, and not again as long as it lasts. The batch size is that of the run (with accumulation the
 * samples of a whole step: then give `batchSize`). In the first epochs running statistics with few updates are a true
 * finding: what is validated by them then is not what was learned.
 *
 * @throws OptionError when `every` is not a positive integer
 */
export function health({ data, onFinding, every = 1, ...options }: HealthOptions): Callback {
  requirePositive('every', every)
  let batchSize: number | undefined
  let known: ReadonlySet<string> = new Set()
  return {
    onTrainBegin() {
      known = new Set()
    },
    onBatchEnd({ step, samples }) {
      if (step === 1) batchSize = samples
    },
    async onEpochEnd(epoch, _logs, { model }) {
      if ((epoch + 1) % every !== 0) return
      const { findings } = await diagnose(model, data, { batchSize, ...options })
      for (const finding of findings) if (!known.has(nameOf(finding))) onFinding(finding, epoch)
      known = new Set(findings.map(nameOf))
    },
  }
}

function nameOf({ illness, layer }: Finding): string {
  return `${illness} ${layer}`
}
