/** x as [outer, channels, inner]: what lies before and behind the axis of the channels. */
export interface ChannelExtents {
  readonly outer: number
  readonly channels: number
  readonly inner: number
}

export function channelExtents({
  shape,
  axis,
}: {
  readonly shape: readonly number[]
  readonly axis: number
}): ChannelExtents {
  const product = (extents: readonly number[]): number => extents.reduce((size, extent) => size * extent, 1)
  return { outer: product(shape.slice(0, axis)), channels: shape[axis], inner: product(shape.slice(axis + 1)) }
}
