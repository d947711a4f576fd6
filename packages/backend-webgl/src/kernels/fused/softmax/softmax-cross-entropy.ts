import type { Kernels } from '@evenkeel/core/backend'
import { logarithm } from '../../../glsl/index.js'
import type { Gpu } from '../../../gpu.js'
import { LINE_FUNCTIONS, lineStatistics, type LineLength } from './line.js'
import { createNormalize } from './softmax.js'
import type { WithStatistics } from './with-statistics.js'

interface Key {
  readonly length: LineLength
  readonly kind: 'labels' | 'distributions'
  readonly smoothed: boolean
}

/** Weigh the surprise −log p of the targets before smoothing; t = 0 counts as 0, even where log p is −∞ or NaN. */
const SHARP: Readonly<Record<Key['kind'], string>> = {
  labels: `
      int label = int(targets(i));
      if (label >= 0) {
        weight = 1.0;
        sharp = surprise(i * n + label, largest, logTotal);
      }`,
  distributions: `
      for (int c = 0; c < n; c++) {
        float weightHere = targets(i * n + c);
        if (weightHere == 0.0) continue;
        weight += weightHere;
        sharp += weightHere * surprise(i * n + c, largest, logTotal);
      }`,
}

/** Smoothing adds s/columns · Σt to every target. */
const UNIFORM = `
      float even = 0.0;
      if (weight != 0.0) for (int c = 0; c < n; c++) even += surprise(i * n + c, largest, logTotal);`

/** The loss of a row in one thread, then the probabilities: two launches for short rows. */
export function createSoftmaxCrossEntropy(
  gpu: Gpu,
  withStatistics: WithStatistics,
): NonNullable<Kernels['softmaxCrossEntropy']> {
  const normalize = createNormalize(gpu)
  const losses = gpu.family(({ length, kind, smoothed }: Key) => ({
    name: 'softmaxCrossEntropy',
    reads: ['logits', 'targets', 'largests', 'totals'],
    writes: ['result'],
    integers: ['n', 'inner'],
    floats: ['sharpness', 'smoothness'],
    functions: [...LINE_FUNCTIONS, logarithm],
    helpers: `${lineStatistics(length, 'logits')}
float surprise(int at, float largest, float logTotal) {
  return logTotal - (logits(at) - largest);
}`,
    element: `
      float largest;
      float total;
      statistics(i, 0, largest, total);
      float logTotal = exactLog(total);
      float weight = 0.0;
      float sharp = 0.0;${SHARP[kind]}${smoothed ? UNIFORM : ''}
      result = ${smoothed ? 'sharpness * sharp + smoothness * weight * even' : 'sharp'};`,
  }))
  return ({ logits, labels, targets, loss, probabilities, rows, columns, labelSmoothing }) => {
    if (loss.length === 0) return
    const shape = { n: columns, inner: 1 }
    withStatistics({ x: logits, outer: rows, ...shape }, ({ length, largests, totals }) => {
      const kind = labels === null ? 'distributions' : 'labels'
      losses({ length, kind, smoothed: labelSmoothing !== 0 }).launch({
        logits,
        targets: labels ?? targets ?? logits,
        largests,
        totals,
        result: loss,
        ...shape,
        sharpness: 1 - labelSmoothing,
        smoothness: labelSmoothing / columns,
      })
      normalize({ x: logits, y: probabilities, ...shape, length, largests, totals, log: false })
    })
  }
}
