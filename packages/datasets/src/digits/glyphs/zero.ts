import type { Glyph } from '../glyph.js'

const closedOval: Glyph = {
  weight: 3,
  paths: [
    [[52, 1], [33, 12], [23, 34], [22, 60], [31, 86], [50, 99], [68, 88], [78, 63], [77, 35], [68, 12], [52, 1]],
  ],
}

/** The end overshoots the beginning, as in quick writing. */
const overlappingEnds: Glyph = {
  weight: 2,
  paths: [
    [[60, 7], [42, 3], [27, 20], [20, 46], [24, 76], [41, 97], [62, 94], [77, 70], [79, 40], [70, 14], [52, 4], [40, 12]],
  ],
}

const openTop: Glyph = {
  weight: 1,
  paths: [[[45, 4], [29, 22], [22, 48], [26, 78], [45, 98], [66, 90], [78, 64], [77, 34], [65, 11], [54, 7]]],
}

export const zero: readonly Glyph[] = [closedOval, overlappingEnds, openTop]
