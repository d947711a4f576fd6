/** How much ink lies where: 0 is background, 1 is full ink; row-major. */
export interface Ink {
  readonly values: Float32Array
  readonly width: number
  readonly height: number
}

/** A rectangle of pixels; the ends are outside. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The smallest box that holds all ink, or null where there is none. Fainter ink than 1/255 does not count. */
export function inkBox({ values, width, height }: Ink): Box | null {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (values[y * width + x] <= 1 / 255) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
    }
  }
  return right === 0 ? null : { left, top, right, bottom }
}

/** The box in another size: each new pixel is the mean of the area that it covers. */
export function resample(ink: Ink, box: Box, width: number, height: number): Ink {
  const values = new Float32Array(width * height)
  const [scaleX, scaleY] = [(box.right - box.left) / width, (box.bottom - box.top) / height]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      values[y * width + x] = meanOfArea(ink, {
        left: box.left + x * scaleX,
        right: box.left + (x + 1) * scaleX,
        top: box.top + y * scaleY,
        bottom: box.top + (y + 1) * scaleY,
      })
    }
  }
  return { values, width, height }
}

/** The mean over an area whose ends may lie within pixels. */
function meanOfArea({ values, width, height }: Ink, { left, top, right, bottom }: Box): number {
  let sum = 0
  for (let y = Math.floor(top); y < Math.min(height, Math.ceil(bottom)); y++) {
    const heightShare = Math.min(y + 1, bottom) - Math.max(y, top)
    for (let x = Math.floor(left); x < Math.min(width, Math.ceil(right)); x++) {
      sum += values[y * width + x] * heightShare * (Math.min(x + 1, right) - Math.max(x, left))
    }
  }
  return sum / ((right - left) * (bottom - top))
}

/** The center of mass, in pixels from the left and upper edge; null where there is no ink. */
export function centerOfMass({ values, width }: Ink): { readonly x: number; readonly y: number } | null {
  let [mass, x, y] = [0, 0, 0]
  for (const [index, value] of values.entries()) {
    mass += value
    x += value * ((index % width) + 0.5)
    y += value * (Math.floor(index / width) + 0.5)
  }
  return mass === 0 ? null : { x: x / mass, y: y / mass }
}
