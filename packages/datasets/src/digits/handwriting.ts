import type { Random } from '../random.js'

/** How one image is written. Lengths are in pixels of a 28 by 28 image unless stated. */
export interface Handwriting {
  /** Height of the digit before distortion. */
  readonly height: number
  /** Width of the glyph grid relative to its height. */
  readonly aspect: number
  /** Horizontal shear: the top leans right by `slant` of the height. */
  readonly slant: number
  /** Tangent of half the angle of rotation, positive clockwise. */
  readonly halfTurn: number
  readonly shiftX: number
  readonly shiftY: number
  /** Standard deviation of the elastic displacement, in units of the glyph grid. */
  readonly elasticity: number
  /** Standard deviation of the offset of each path after the pen was lifted, in units of the glyph grid. */
  readonly looseness: number
  /** Half the width of the stroke. */
  readonly radius: number
  /** Change of the radius at the beginning, the middle and the end of a path, relative to `radius`. */
  readonly pressure: readonly [number, number, number]
  /** Width over which the edge of a stroke fades. */
  readonly softness: number
  /** Ink at the middle of a stroke, `0..1`. */
  readonly darkness: number
  /** Standard deviation of the noise of each pixel. */
  readonly noise: number
}

/** Draws a handwriting; the ranges are what makes the digits as varied as those of many people. */
export function drawHandwriting(random: Random): Handwriting {
  return {
    height: random.uniform(16.5, 20),
    aspect: random.uniform(0.8, 1.2),
    slant: 0.12 + random.bell(0.16),
    halfTurn: random.bell(0.05),
    shiftX: random.bell(0.7),
    shiftY: random.bell(0.6),
    elasticity: random.uniform(4, 11),
    looseness: random.uniform(0, 5),
    radius: random.uniform(0.8, 1.75),
    pressure: [random.bell(0.15), random.bell(0.1), random.bell(0.15)],
    softness: random.uniform(1, 1.7),
    darkness: random.uniform(0.75, 1),
    noise: random.uniform(0, 0.06),
  }
}
