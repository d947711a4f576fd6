import type { Buffer, View } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import {
  backwardCoefficients,
  computeMoments,
  forwardTriple,
  inverseStandardDeviation,
  mergeMoments,
  scratchMoments,
  standardize,
  type Collective,
  type Moments,
  type Workspace,
} from '../norm/index.js'
import { Tensor, showShape } from '../tensor/index.js'
import type { NormalizeOptions } from './batch-norm.js'
import { emptyStatistics, gradientList, momentsOf, present, type BatchStatistics } from './normalizer.js'

/** How a batch is normalized together with others. */
export interface SynchronizedOptions extends Pick<NormalizeOptions, 'view' | 'gamma' | 'beta' | 'epsilon'> {
  readonly collective: Collective
}

/**
 * Batch normalization by the statistics of all parts of a collective (x is [N, …], this member's samples; the parts are
 * cut along the first axis, `view` has one group). The gradient to x goes through the statistics of all; those to γ and β
 * are this member's share, to be added up like any other parameter's.
 */
export function synchronizedBatchNormalize(
  x: Tensor,
  { view, gamma, beta, epsilon, collective }: SynchronizedOptions,
): { readonly y: Tensor; readonly statistics: BatchStatistics } {
  const operands = present([x, gamma, beta])
  const device = deviceOf('synchronizedBatchNormalize', operands)
  requireFloat('synchronizedBatchNormalize', operands)
  const sizes = collective.partition(x.shape[0])
  requirePartition(x, view, sizes)
  const statistics = emptyStatistics(device, view.channels)
  const moments = momentsOf(statistics)
  const y = Tensor.empty(device, x.shape)
  const { kernels } = device
  device.withScratch((workspace) => {
    const local = momentsOfParts(workspace, x, view, sizes)
    mergeMoments(workspace, collective.gather(workspace, local), moments)
    const r = inverseStandardDeviation(workspace, moments, epsilon)
    const triple = forwardTriple(workspace, moments, r, gamma?.buffer ?? null, beta?.buffer ?? null)
    kernels.affine({ x: x.buffer, ...triple, y: y.buffer, view })
  })
  record('synchronizedBatchNormalize', operands, y, (dy) => {
    const dx = Tensor.empty(device, x.shape)
    const dgamma = Tensor.empty(device, [view.channels])
    const dbeta = Tensor.empty(device, [view.channels])
    device.withScratch((workspace) => {
      const r = inverseStandardDeviation(workspace, moments, epsilon)
      const triple = standardize(workspace, moments, r)
      const own = { sum: dbeta.buffer, product: dgamma.buffer }
      kernels.gradMoments({ dy: dy.buffer, x: x.buffer, ...triple, ...own, view })
      const all = { sum: duplicate(workspace, own.sum), product: duplicate(workspace, own.product) }
      collective.sum(workspace, [all.sum, all.product])
      const coefficients = backwardCoefficients(workspace, moments, r, gamma?.buffer ?? null, all)
      kernels.biaffine({ dy: dy.buffer, x: x.buffer, weights: null, ...coefficients, dx: dx.buffer, view })
    })
    return gradientList(dx, [gamma, dgamma], [beta, dbeta])
  })
  return { y, statistics }
}

/** Moments of each part of x, cut along the first axis. */
function momentsOfParts(workspace: Workspace, x: Tensor, view: View, sizes: readonly number[]): Moments[] {
  const [samples] = x.shape
  const stride = x.size / samples
  let first = 0
  return sizes.map((size) => {
    const part = sizes.length === 1 ? x.buffer : workspace.scratch(size * stride)
    if (part !== x.buffer) {
      const place = { sourceOffset: first * stride, intoOffset: 0, length: size * stride }
      workspace.kernels.copy({ source: x.buffer, into: part, ...place })
    }
    first += size
    const partView = { ...view, outer: (view.outer / samples) * size }
    return computeMoments(workspace, part, null, partView, scratchMoments(workspace, view.channels))
  })
}

function duplicate(workspace: Workspace, vector: Buffer): Buffer {
  const copy = workspace.scratch(vector.length)
  workspace.kernels.copy({ source: vector, into: copy, sourceOffset: 0, intoOffset: 0, length: vector.length })
  return copy
}

function requirePartition(x: Tensor, view: View, sizes: readonly number[]): void {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (x.rank > 0 && total === x.shape[0] && view.groups === 1 && Number.isInteger(view.outer / total)) return
  throw new ShapeError({
    what: `synchronizedBatchNormalize: an input of shape ${showShape(x.shape)}, read in ${view.groups} groups, was cut into parts of ${sizes.join(', ')} samples.`,
    remedy: 'Let the parts add up to the number of samples, and use one group.',
  })
}
