import type { HostArray } from '@evenkeel/core/backend'
import type { Oracle } from './reference.js'
import { softmaxLine } from './softmax.js'

/** The targets t of one row, after label smoothing. */
function targetsOfRow(
  labels: HostArray | null,
  targets: HostArray | null,
  row: number,
  columns: number,
  smoothing: number,
): number[] {
  const plain = Array.from({ length: columns }, (_, column) => {
    if (labels !== null) return labels[row] === column ? 1 : 0
    return targets === null ? 0 : targets[row * columns + column]
  })
  const total = plain.reduce((sum, t) => sum + t, 0)
  return plain.map((t) => (1 - smoothing) * t + (smoothing / columns) * total)
}

export const softmaxCrossEntropy: Oracle<'softmaxCrossEntropy'> = (args) => {
  const { logits, labels, targets, rows, columns, labelSmoothing } = args
  const loss = new Float64Array(rows)
  const lossScale = new Float64Array(rows)
  const probabilities: number[] = []
  const probabilityScale: number[] = []
  for (let row = 0; row < rows; row++) {
    const line = softmaxLine(Array.from(logits.subarray(row * columns, (row + 1) * columns)))
    probabilities.push(...line.probabilities)
    probabilityScale.push(...line.probabilities.map((p, column) => p * (1 + line.depths[column])))
    targetsOfRow(labels, targets, row, columns, labelSmoothing).forEach((t, column) => {
      if (t === 0) return
      loss[row] -= t * line.logarithms[column]
      lossScale[row] += Math.abs(t) * (1 + line.depths[column])
    })
  }
  return {
    loss: { values: loss, scale: lossScale },
    probabilities: { values: probabilities, scale: probabilityScale },
  }
}

export const softmaxCrossEntropyGradient: Oracle<'softmaxCrossEntropyGradient'> = (args) => {
  const { probabilities, labels, targets, dloss, rows, columns, labelSmoothing } = args
  const values: number[] = []
  const scale: number[] = []
  for (let row = 0; row < rows; row++) {
    const t = targetsOfRow(labels, targets, row, columns, labelSmoothing)
    const total = t.reduce((sum, value) => sum + value, 0)
    for (let column = 0; column < columns; column++) {
      const probable = probabilities[row * columns + column] * total
      values.push(dloss[row] * (probable - t[column]))
      scale.push(Math.abs(dloss[row]) * (Math.abs(probable) + Math.abs(t[column])))
    }
  }
  return { dlogits: { values, scale } }
}
