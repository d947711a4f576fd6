import type { Handwriting } from './handwriting.js'

/** Middle of the glyph grid, about which a digit is stretched, slanted and turned. */
const MIDDLE = 50

/**
 * Maps points of the glyph grid in place to pixels of an image of `size` by `size`: stretch, slant,
 * rotation and shift, in this order.
 */
export function placeOnImage(x: Float64Array, y: Float64Array, hand: Handwriting, size: number): void {
  const unit = hand.height / 100
  // Sine and cosine by the tangent of the half angle: only + - * /, hence the same bits everywhere.
  const squared = hand.halfTurn * hand.halfTurn
  const cosine = (1 - squared) / (1 + squared)
  const sine = (2 * hand.halfTurn) / (1 + squared)
  for (let index = 0; index < x.length; index++) {
    const down = (y[index] - MIDDLE) * unit
    const right = (x[index] - MIDDLE) * unit * hand.aspect - down * hand.slant
    x[index] = size / 2 + hand.shiftX + cosine * right - sine * down
    y[index] = size / 2 + hand.shiftY + sine * right + cosine * down
  }
}
