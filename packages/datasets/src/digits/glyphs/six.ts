import type { Glyph } from '../glyph.js'

const curvedStem: Glyph = {
  weight: 3,
  paths: [
    [
      [66, 2], [48, 14], [33, 34], [25, 58], [27, 82], [43, 98], [62, 95], [75, 78], [70, 61], [53, 54], [36, 62],
      [27, 76],
    ],
  ],
}

const straightStem: Glyph = {
  weight: 2,
  paths: [
    [
      [54, 0], [42, 22], [31, 46], [25, 70], [33, 92], [52, 99], [71, 88], [72, 70], [58, 61], [41, 67], [30, 80],
    ],
  ],
}

/** The bowl is large and the stem begins with a hook. */
const hookedStem: Glyph = {
  weight: 1,
  paths: [
    [
      [74, 14], [62, 2], [45, 10], [31, 31], [24, 56], [26, 80], [42, 97], [62, 94], [76, 76], [72, 56], [56, 47],
      [38, 53], [26, 66],
    ],
  ],
}

export const six: readonly Glyph[] = [curvedStem, straightStem, hookedStem]
