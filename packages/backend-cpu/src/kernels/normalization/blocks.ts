import type { View } from '@evenkeel/core/backend'

/**
 * Channels taken at once. The coefficients and sums of a block are float64 arrays of this length; the four or five
 * that one pass needs stay in the first-level cache while the rows of x stream by.
 */
export const CHANNEL_BLOCK = 512

/** The part of one group that a pass treats: `width` channels from `channel` on. */
export interface Block {
  readonly outer: number
  readonly channels: number
  readonly inner: number
  /** Position of the group's first element. */
  readonly start: number
  /** Position of the group's first weight. */
  readonly weightStart: number
  readonly channel: number
  readonly width: number
}

/**
 * Calls `visit` for each block of each group, with the position of its first channel in vectors of length
 * groups · channels. Blocks of the same channels follow each other, so that sums over groups can be kept.
 */
export function forEachBlock(view: View, visit: (block: Block, group: number, coefficient: number) => void): void {
  const { groups, channels } = view
  // With a single channel nothing lies between its elements: one long plane.
  const outer = channels === 1 ? 1 : view.outer
  const inner = channels === 1 ? view.outer * view.inner : view.inner
  for (let channel = 0; channel < channels; channel += CHANNEL_BLOCK) {
    const width = Math.min(CHANNEL_BLOCK, channels - channel)
    for (let group = 0; group < groups; group++) {
      const start = group * outer * channels * inner
      const block = { outer, channels, inner, start, weightStart: group * outer * inner, channel, width }
      visit(block, group, group * channels + channel)
    }
  }
}
