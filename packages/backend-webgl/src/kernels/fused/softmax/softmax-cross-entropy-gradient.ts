import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../../gpu.js'
import { createFold } from '../../reductions/fold.js'

/** dlogits = dloss·(p·Σt − t); a row whose label is negative is 0, whatever its probabilities are. */
export function createSoftmaxCrossEntropyGradient(gpu: Gpu): NonNullable<Kernels['softmaxCrossEntropyGradient']> {
  const fold = createFold(gpu)
  const floats = ['sharpness', 'smoothness'] as const
  const fromLabels = gpu.program({
    name: 'softmaxCrossEntropyGradient, labels',
    reads: ['probabilities', 'labels', 'dloss'],
    writes: ['result'],
    integers: ['n'],
    floats,
    element: `
      int row = i / n;
      int label = int(labels(row));
      float target = (i % n == label ? sharpness : 0.0) + smoothness;
      result = label < 0 ? 0.0 : dloss(row) * (probabilities(i) - target);`,
  })
  const fromDistributions = gpu.program({
    name: 'softmaxCrossEntropyGradient, distributions',
    reads: ['probabilities', 'targets', 'totals', 'dloss'],
    writes: ['result'],
    integers: ['n'],
    floats,
    element: `
      int row = i / n;
      float total = totals(row);
      float target = sharpness * targets(i) + smoothness * total;
      result = dloss(row) * (probabilities(i) * total - target);`,
  })
  return ({ probabilities, labels, targets, dloss, dlogits, rows, columns, labelSmoothing }) => {
    const rest = { n: columns, sharpness: 1 - labelSmoothing, smoothness: labelSmoothing / columns }
    if (labels !== null) {
      fromLabels.launch({ probabilities, labels, dloss, result: dlogits, ...rest })
    } else if (targets !== null) {
      const totals = gpu.temporary(rows)
      fold({ x: targets, out: totals, op: 'sum', outer: rows, n: columns, inner: 1 })
      fromDistributions.launch({ probabilities, targets, totals, dloss, result: dlogits, ...rest })
      gpu.release(totals)
    }
  }
}
