import type { Buffer } from '../../backend/index.js'
import type { Device } from '../../device/index.js'
import { mergeMoments, scratchMoments } from '../../norm/index.js'
import type { BatchStatistics } from '../../ops/index.js'
import { emptyStatistics, momentsOf } from '../../ops/normalizer.js'
import type { Variable } from '../parameter.js'
import type { StatisticsRules } from './conventions.js'

/** The running mean and variance of a layer, and how they follow the batches that training steps commit. */
export interface RunningStatistics {
  /** Path of the layer, for messages. */
  readonly layer: () => string
  readonly mean: Variable
  readonly variance: Variable
  /** Number of commits so far, as one float. */
  readonly updates: Variable
  readonly rules: StatisticsRules
}

/**
 * Moves running statistics by what one step saw. Several proposals (a shared layer, micro-batches) are first merged
 * into the statistics of all their elements together. A factor of 0 leaves everything as it was, bit for bit.
 */
export function commitStatistics(
  device: Device,
  target: RunningStatistics,
  proposals: readonly BatchStatistics[],
  factor: Buffer,
): void {
  device.withScratch((workspace) => {
    const parts = proposals.map(momentsOf)
    const moments =
      parts.length === 1 ? parts[0] : mergeMoments(workspace, parts, scratchMoments(workspace, parts[0].count.length))
    device.kernels.commitStatistics({
      count: moments.count,
      center: moments.center,
      residual: moments.residual,
      m2: moments.m2,
      factor,
      mean: target.mean.value.buffer,
      variance: target.variance.value.buffer,
      updates: target.updates.value.buffer,
      weight: target.rules.weight,
      unbiased: target.rules.unbiased,
    })
  })
}

/** The statistics of all elements that several statistics stand for. */
export function mergeStatistics(device: Device, parts: readonly BatchStatistics[]): BatchStatistics {
  const merged = emptyStatistics(device, parts[0].count.size)
  device.withScratch((workspace) => mergeMoments(workspace, parts.map(momentsOf), momentsOf(merged)))
  return merged
}
