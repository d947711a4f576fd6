import { ops, type Tensor } from '@evenkeel/core'

/** How channels are normalized in groups. */
export interface GroupNormalizeOptions {
  /** Number of groups of channels; as many as channels is instance norm. */
  readonly groups: number
  readonly epsilon: number
  /** Scale and shift, one entry a channel, or one a group. */
  readonly gamma: Tensor | null
  readonly beta: Tensor | null
}

/**
 * Group norm (Wu and He 2018) of x [N, C, …]: batch norm's operation with a group of statistics for each sample, then
 * the scale and shift by channel, which belong to finer parts than the statistics.
 */
export function groupNormalize(x: Tensor, { groups, epsilon, gamma, beta }: GroupNormalizeOptions): Tensor {
  const [samples, channels] = x.shape
  const view = { groups: samples, outer: 1, channels: groups, inner: x.size / Math.max(1, samples * groups) }
  const normalized = ops.batchNormalize(x, { view, gamma: null, beta: null, epsilon }).y
  const spread = (parameter: Tensor): Tensor => {
    const perChannel = channels / parameter.size
    const repeated = ops.broadcastTo(ops.reshape(parameter, [-1, 1]), [parameter.size, perChannel])
    return ops.reshape(repeated, [channels, ...x.shape.slice(2).map(() => 1)])
  }
  const scaled = gamma === null ? normalized : ops.mul(normalized, spread(gamma))
  return beta === null ? scaled : ops.add(scaled, spread(beta))
}

/** Instance norm (Ulyanov et al. 2016) of x [N, C, …]: each channel of each sample by itself. */
export function instanceNormalize(x: Tensor, { epsilon, gamma, beta }: Omit<GroupNormalizeOptions, 'groups'>): Tensor {
  const [groups, channels] = x.shape
  const view = { groups, outer: 1, channels, inner: x.size / Math.max(1, groups * channels) }
  return ops.batchNormalize(x, { view, gamma, beta, epsilon }).y
}
