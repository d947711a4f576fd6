import type { Glyph } from '../glyph.js'

const twoBows: Glyph = {
  weight: 4,
  paths: [
    [
      [24, 14], [40, 2], [60, 3], [71, 18], [64, 36], [43, 47, 'corner'], [64, 51], [77, 67], [72, 88], [53, 99],
      [34, 97], [20, 86],
    ],
  ],
}

const flatTop: Glyph = {
  weight: 1,
  paths: [
    [
      [24, 4], [48, 3], [73, 3, 'corner'], [60, 21], [46, 41, 'corner'], [64, 44], [77, 60], [74, 83], [56, 97],
      [36, 97], [20, 87],
    ],
  ],
}

/** The pen makes a small loop where the bows meet. */
const loopedWaist: Glyph = {
  weight: 2,
  paths: [
    [
      [26, 10], [45, 1], [65, 8], [69, 25], [58, 40], [43, 48], [38, 43], [47, 43], [64, 50], [76, 67], [70, 88],
      [50, 99], [28, 95], [18, 84],
    ],
  ],
}

export const three: readonly Glyph[] = [twoBows, flatTop, loopedWaist]
