import type { Glyph } from '../glyph.js'

const straightBase: Glyph = {
  weight: 3,
  paths: [
    [[22, 24], [33, 6], [54, 1], [71, 12], [72, 32], [60, 54], [42, 75], [22, 97, 'corner'], [50, 96], [80, 97]],
  ],
}

const loopedBase: Glyph = {
  weight: 2,
  paths: [
    [
      [24, 18], [38, 3], [58, 3], [71, 18], [69, 40], [55, 62], [38, 82], [24, 95], [17, 88], [25, 79], [41, 84],
      [60, 95], [82, 93],
    ],
  ],
}

/** The base line swings upward out of a rounded turn. */
const roundedTurn: Glyph = {
  weight: 1,
  paths: [[[25, 12], [45, 1], [66, 8], [72, 27], [60, 50], [42, 70], [26, 88], [34, 97], [56, 95], [80, 84]]],
}

export const two: readonly Glyph[] = [straightBase, loopedBase, roundedTurn]
