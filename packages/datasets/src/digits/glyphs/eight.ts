import type { Glyph } from '../glyph.js'

const oneStroke: Glyph = {
  weight: 3,
  paths: [
    [
      [69, 13], [50, 1], [32, 9], [29, 27], [42, 42], [60, 55], [73, 73], [68, 92], [49, 99], [30, 91], [27, 73],
      [41, 56], [59, 43], [71, 29], [69, 13],
    ],
  ],
}

const twoBowls: Glyph = {
  weight: 1,
  paths: [
    [[50, 1], [33, 10], [30, 29], [41, 43], [58, 43], [70, 28], [66, 9], [50, 1]],
    [[50, 45], [31, 54], [23, 74], [34, 94], [54, 99], [73, 89], [76, 68], [67, 51], [50, 45]],
  ],
}

/** The end does not meet the beginning. */
const openTop: Glyph = {
  weight: 2,
  paths: [
    [
      [72, 12], [55, 2], [37, 6], [28, 22], [38, 38], [55, 50], [69, 67], [66, 88], [48, 99], [30, 91], [30, 72],
      [45, 54], [62, 38], [76, 18],
    ],
  ],
}

export const eight: readonly Glyph[] = [oneStroke, twoBowls, openTop]
