import type { Glyph } from '../glyph.js'

/** The bow first, then the hat with a second stroke. */
const separateHat: Glyph = {
  weight: 3,
  paths: [
    [[36, 3], [33, 23], [29, 44, 'corner'], [48, 37], [68, 45], [76, 64], [68, 86], [48, 99], [30, 97], [19, 88]],
    [[36, 3], [56, 4], [77, 2]],
  ],
}

const oneStroke: Glyph = {
  weight: 2,
  paths: [
    [
      [76, 3], [56, 3], [36, 5, 'corner'], [32, 24], [30, 43, 'corner'], [50, 40], [69, 49], [75, 68], [65, 89],
      [44, 98], [22, 92],
    ],
  ],
}

/** Written like an S. */
const rounded: Glyph = {
  weight: 1,
  paths: [[[74, 4], [54, 4], [37, 12], [31, 29], [40, 43], [58, 50], [72, 64], [69, 85], [50, 98], [30, 97], [18, 88]]],
}

export const five: readonly Glyph[] = [separateHat, oneStroke, rounded]
