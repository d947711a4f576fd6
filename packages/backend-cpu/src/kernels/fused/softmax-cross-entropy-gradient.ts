import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats, integers } from '../../buffer.js'

/** dlogits = dloss·(probabilities·Σt − t) by rows; a row whose label is negative gets zeros. */
export const softmaxCrossEntropyGradient: CompleteKernels['softmaxCrossEntropyGradient'] = (args) => {
  const { rows, columns, labelSmoothing } = args
  const probabilities = floats(args.probabilities)
  const labels = args.labels === null ? null : integers(args.labels)
  const targets = args.targets === null ? null : floats(args.targets)
  const dloss = floats(args.dloss)
  const dlogits = floats(args.dlogits)
  const sharp = 1 - labelSmoothing

  for (let row = 0; row < rows; row++) {
    const start = row * columns
    const end = start + columns
    const slope = dloss[row]
    if (targets !== null) {
      let total = 0
      for (let i = start; i < end; i++) total += targets[i]
      const smooth = (labelSmoothing * total) / columns
      for (let i = start; i < end; i++) {
        dlogits[i] = slope * (probabilities[i] * total - (sharp * targets[i] + smooth))
      }
    } else if (labels !== null && labels[row] >= 0) {
      const smooth = labelSmoothing / columns
      const label = start + labels[row]
      for (let i = start; i < end; i++) {
        dlogits[i] = slope * (probabilities[i] - (i === label ? sharp + smooth : smooth))
      }
    } else {
      dlogits.fill(0, start, end)
    }
  }
}
