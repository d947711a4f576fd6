import type { Handwriting } from './handwriting.js'
import type { Polyline } from './polyline.js'

/**
 * Draws a path with a round pen into `image` (`[size, size]`, row-major), by the distance of each
 * pixel's middle to the path; where strokes cross the darker one stays. The edge fades over
 * `softness` pixels, so that it shows no steps.
 */
export function drawStroke(image: Float32Array, size: number, { x, y }: Polyline, hand: Handwriting): void {
  const segments = x.length - 1
  let startRadius = radiusAt(0, hand)
  for (let segment = 0; segment < segments; segment++) {
    const endRadius = radiusAt((segment + 1) / segments, hand)
    const reach = Math.max(startRadius, endRadius) + hand.softness / 2
    const fromX = x[segment]
    const fromY = y[segment]
    const alongX = x[segment + 1] - fromX
    const alongY = y[segment + 1] - fromY
    const lengthSquared = alongX * alongX + alongY * alongY
    const left = Math.max(0, Math.floor(Math.min(fromX, fromX + alongX) - reach - 0.5))
    const right = Math.min(size - 1, Math.ceil(Math.max(fromX, fromX + alongX) + reach - 0.5))
    const top = Math.max(0, Math.floor(Math.min(fromY, fromY + alongY) - reach - 0.5))
    const bottom = Math.min(size - 1, Math.ceil(Math.max(fromY, fromY + alongY) + reach - 0.5))
    for (let row = top; row <= bottom; row++) {
      const offsetY = row + 0.5 - fromY
      for (let column = left; column <= right; column++) {
        const offsetX = column + 0.5 - fromX
        const projected = lengthSquared > 0 ? (offsetX * alongX + offsetY * alongY) / lengthSquared : 0
        const t = Math.min(1, Math.max(0, projected))
        const awayX = offsetX - t * alongX
        const awayY = offsetY - t * alongY
        const inside = startRadius + t * (endRadius - startRadius) - Math.sqrt(awayX * awayX + awayY * awayY)
        const coverage = Math.min(1, Math.max(0, inside / hand.softness + 0.5))
        const ink = hand.darkness * coverage * coverage * (3 - 2 * coverage)
        const pixel = row * size + column
        if (ink > image[pixel]) image[pixel] = ink
      }
    }
    startRadius = endRadius
  }
}

/** Radius of the pen at `t` of the path: a parabola through the three pressures. */
function radiusAt(t: number, { radius, pressure: [start, middle, end] }: Handwriting): number {
  const pressure = start * (1 - t) * (1 - 2 * t) + middle * 4 * t * (1 - t) + end * t * (2 * t - 1)
  return Math.max(0.5, radius * (1 + pressure))
}
