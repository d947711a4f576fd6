import type { Path, Waypoint } from './glyph.js'

/** Points of a path in drawing order; `x` and `y` have the same length, at least 2. */
export interface Polyline {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Straight pieces between two waypoints: at 28 pixels the joints of 5 cannot be seen. */
const PIECES = 5

/**
 * Follows the waypoints of `path` with a Catmull–Rom spline (each tangent is half the way from the
 * previous waypoint to the next), broken at corners and at the ends, and closed smoothly where the
 * last waypoint equals the first.
 */
export function toPolyline(path: Path): Polyline {
  const size = (path.length - 1) * PIECES + 1
  const x = new Float64Array(size)
  const y = new Float64Array(size)
  let at = 0
  for (let index = 0; index + 1 < path.length; index++) {
    const from = path[index]
    const to = path[index + 1]
    const before = neighbour(path, index, -1)
    const after = neighbour(path, index + 1, +1)
    for (let piece = 0; piece < PIECES; piece++, at++) {
      x[at] = catmullRom(before[0], from[0], to[0], after[0], piece / PIECES)
      y[at] = catmullRom(before[1], from[1], to[1], after[1], piece / PIECES)
    }
  }
  const end = path[path.length - 1]
  x[at] = end[0]
  y[at] = end[1]
  return { x, y }
}

/** The waypoint that shapes the tangent at `index` from the far side; itself where the curve breaks there. */
function neighbour(path: Path, index: number, step: -1 | 1): Waypoint {
  const waypoint = path[index]
  if (waypoint[2] === 'corner') return waypoint
  const last = path.length - 1
  const next = index + step
  if (next >= 0 && next <= last) return path[next]
  const closed = path[0][0] === path[last][0] && path[0][1] === path[last][1]
  if (!closed) return waypoint
  // The first and the last waypoint are one point of the loop: step over it.
  return step < 0 ? path[last - 1] : path[1]
}

function catmullRom(before: number, from: number, to: number, after: number, t: number): number {
  const linear = to - before
  const quadratic = 2 * before - 5 * from + 4 * to - after
  const cubic = 3 * (from - to) + after - before
  return from + 0.5 * t * (linear + t * (quadratic + t * cubic))
}
