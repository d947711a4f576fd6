import type { HostArray } from '../backend/index.js'

/** Count, mean and centred second moment by channel, on the host in double precision. */
export interface ChannelMoments {
  readonly count: Float64Array
  readonly mean: Float64Array
  /** Sum of squared deviations from the mean. */
  readonly m2: Float64Array
}

/** What a device gave as count, center, residual and m2. */
export function channelMoments([count, center, residual, m2]: readonly HostArray[]): ChannelMoments {
  return {
    count: Float64Array.from(count),
    mean: Float64Array.from(center, (high, channel) => high + residual[channel]),
    m2: Float64Array.from(m2),
  }
}

/** The moments of two sets of numbers together (Chan, Golub and LeVeque 1979). */
export function mergeChannelMoments(a: ChannelMoments, b: ChannelMoments): ChannelMoments {
  const count = a.count.map((n, channel) => n + b.count[channel])
  const share = count.map((n, channel) => (n === 0 ? 0 : b.count[channel] / n))
  const delta = b.mean.map((mean, channel) => mean - a.mean[channel])
  return {
    count,
    mean: a.mean.map((mean, channel) => mean + share[channel] * delta[channel]),
    m2: a.m2.map((m2, channel) => m2 + b.m2[channel] + delta[channel] ** 2 * a.count[channel] * share[channel]),
  }
}

/** Variance of the population by channel; 0 where nothing was seen. */
export function varianceOf({ count, m2 }: ChannelMoments): Float64Array {
  return m2.map((sum, channel) => (count[channel] === 0 ? 0 : sum / count[channel]))
}
