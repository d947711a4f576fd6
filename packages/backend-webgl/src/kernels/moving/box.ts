/** A box along one axis of an array. */
export type BoxAxis = Readonly<Record<'size' | 'start' | 'extent', number>>

/** The same box with as few axes as possible, one at least: an axis that the box fills joins the one before it. */
export function mergeBox(
  shape: readonly number[],
  start: readonly number[],
  extent: readonly number[],
): readonly BoxAxis[] {
  const axes: BoxAxis[] = []
  shape.forEach((size, axis) => {
    const own = { size, start: start[axis], extent: extent[axis] }
    const last = axes.at(-1)
    if (size === 1) return
    if (last !== undefined && own.extent === size) axes.splice(-1, 1, scaled(last, size))
    else axes.push(own)
  })
  return axes.length > 0 ? axes : [{ size: 1, start: 0, extent: 1 }]
}

/** The axis and a full one of `size` behind it. */
function scaled(axis: BoxAxis, size: number): BoxAxis {
  return { size: axis.size * size, start: axis.start * size, extent: axis.extent * size }
}
