import type { Buffer, KernelArguments } from '../backend/index.js'
import { choose, map, zeros, zip } from '../norm/index.js'
import type { Workspace } from '../norm/index.js'
import { zipColumn } from './broadcast.js'
import type { Composition } from './composition.js'
import { asFloat, oneHot } from './one-hot.js'

/**
 * log p = z − log Σe^z with z = logits − max, then the loss −Σ t·log p, in which t = 0 counts as 0 even where
 * log p is −∞ or NaN. Smoothing adds the row sums: −(1 − s)·Σ t·log p − s/columns · Σt · Σ log p.
 */
export const softmaxCrossEntropy: Composition<'softmaxCrossEntropy'> = {
  kernel: 'softmaxCrossEntropy',
  host: false,
  run(workspace, args) {
    const { columns, labelSmoothing, loss } = args
    const logProbabilities = logSoftmax(workspace, args)
    const { products, total } = weighted(workspace, args, logProbabilities)
    rowSums(workspace, products, columns, loss)
    if (labelSmoothing === 0) {
      map(workspace, 'linear', loss, loss, -1)
      return
    }
    const uniform = rowSums(workspace, logProbabilities, columns, workspace.scratch(loss.length))
    productOrZero(workspace, total(), uniform, uniform)
    const factors = { alpha: labelSmoothing - 1, beta: -labelSmoothing / columns }
    zip(workspace, 'blend', loss, uniform, loss, factors)
  },
}

/** Writes the probabilities and returns their logarithms. */
function logSoftmax(
  workspace: Workspace,
  { logits, probabilities, rows, columns }: KernelArguments<'softmaxCrossEntropy'>,
): Buffer {
  const largest = workspace.scratch(rows)
  workspace.kernels.reduce({ x: logits, out: largest, op: 'max', outer: rows, n: columns, inner: 1 })
  const shifted = zipColumn(workspace, 'sub', logits, largest, workspace.scratch(logits.length))
  map(workspace, 'exp', shifted, probabilities)
  const total = rowSums(workspace, probabilities, columns, largest)
  zipColumn(workspace, 'div', probabilities, total, probabilities)
  map(workspace, 'log', total, total)
  return zipColumn(workspace, 'sub', shifted, total, shifted)
}

/** t·log p, element by element, and Σt by rows. */
function weighted(
  workspace: Workspace,
  { labels, targets, rows, columns }: KernelArguments<'softmaxCrossEntropy'>,
  logProbabilities: Buffer,
): { products: Buffer; total(): Buffer } {
  const products = workspace.scratch(logProbabilities.length)
  if (labels !== null) {
    const positions = asFloat(workspace, labels)
    const hot = oneHot(workspace, positions, columns)
    choose(workspace, hot, logProbabilities, zeros(workspace, 1), products)
    return { products, total: () => zip(workspace, 'lessEqual', zeros(workspace, 1), positions, positions) }
  }
  productOrZero(workspace, targets as Buffer, logProbabilities, products)
  return { products, total: () => rowSums(workspace, targets as Buffer, columns, workspace.scratch(rows)) }
}

/** out = t · x, but 0 where t is 0, whatever x is. `out` may be x. */
function productOrZero(workspace: Workspace, t: Buffer, x: Buffer, out: Buffer): void {
  zip(workspace, 'mul', t, x, out)
  choose(workspace, t, out, zeros(workspace, 1), out)
}

function rowSums({ kernels }: Workspace, x: Buffer, columns: number, out: Buffer): Buffer {
  kernels.reduce({ x, out, op: 'sum', outer: out.length, n: columns, inner: 1 })
  return out
}
