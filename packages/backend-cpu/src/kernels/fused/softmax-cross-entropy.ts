import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats, integers } from '../../buffer.js'
import { softmaxLine } from './softmax.js'

/** loss = −Σ t·log softmax(logits) = Σ t·(log Σ exp(logits) − logits) by rows, and the probabilities. */
export const softmaxCrossEntropy: CompleteKernels['softmaxCrossEntropy'] = (args) => {
  const { rows, columns, labelSmoothing } = args
  const logits = floats(args.logits)
  const labels = args.labels === null ? null : integers(args.labels)
  const targets = args.targets === null ? null : floats(args.targets)
  const loss = floats(args.loss)
  const probabilities = floats(args.probabilities)

  for (let row = 0; row < rows; row++) {
    const start = row * columns
    const logSum = softmaxLine(logits, probabilities, start, columns, 1)
    let total = 0
    let sharp = 0
    if (targets !== null) {
      for (let i = start; i < start + columns; i++) {
        if (targets[i] === 0) continue
        total += targets[i]
        sharp += targets[i] * (logSum - logits[i])
      }
    } else if (labels !== null && labels[row] >= 0) {
      total = 1
      sharp = logSum - logits[start + labels[row]]
    }
    loss[row] = sharp
    if (labelSmoothing === 0 || total === 0) continue
    let smooth = 0
    for (let i = start; i < start + columns; i++) smooth += logSum - logits[i]
    loss[row] = (1 - labelSmoothing) * sharp + ((labelSmoothing * total) / columns) * smooth
  }
}
