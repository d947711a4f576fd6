import type { Glyph } from '../glyph.js'

const straightStem: Glyph = {
  weight: 3,
  paths: [
    [
      [71, 14], [55, 2], [36, 7], [26, 25], [32, 43], [49, 47], [64, 36], [72, 14, 'corner'], [69, 42], [66, 70],
      [64, 100],
    ],
  ],
}

const curvedTail: Glyph = {
  weight: 2,
  paths: [
    [
      [70, 15], [54, 2], [36, 6], [25, 23], [31, 42], [48, 48], [64, 37], [72, 16, 'corner'], [73, 44], [68, 73],
      [53, 94], [33, 98], [22, 89],
    ],
  ],
}

/** One loop without a corner, like a turned 6. */
const roundedLoop: Glyph = {
  weight: 2,
  paths: [
    [
      [66, 24], [58, 8], [42, 4], [29, 18], [30, 38], [44, 49], [60, 42], [69, 26], [67, 48], [60, 74], [48, 100],
    ],
  ],
}

export const nine: readonly Glyph[] = [straightStem, curvedTail, roundedLoop]
