import type { ChannelHealth } from './layer-health.js'

/**
 * Root mean square distance between what a channel gives in training and at test time, in standard deviations of its
 * normalized output: the first is (x − μ)·b with b = 1/√(σ² + ε) of the data, the second (x − μ')·a with
 * a = 1/√(σ'² + ε) of the running statistics, so that its square is σ²·(a − b)² + a²·(μ − μ')².
 */
export function channelGap({ running, data }: Pick<ChannelHealth, 'running' | 'data'>, epsilon: number): number {
  if (data === null) return 0
  const test = 1 / Math.sqrt(running.variance + epsilon)
  const training = 1 / Math.sqrt(data.variance + epsilon)
  return Math.hypot(Math.sqrt(data.variance) * (test - training), test * (data.mean - running.mean))
}

/** Root mean square of the gaps of all channels: the distance over all outputs of the layer. */
export function layerGap(channels: readonly Pick<ChannelHealth, 'running' | 'data'>[], epsilon: number): number {
  const squares = channels.reduce((sum, channel) => sum + channelGap(channel, epsilon) ** 2, 0)
  return Math.sqrt(squares / channels.length)
}
