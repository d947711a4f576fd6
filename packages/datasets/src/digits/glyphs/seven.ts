import type { Glyph } from '../glyph.js'

const plain: Glyph = {
  weight: 4,
  paths: [[[21, 6], [48, 6], [77, 5, 'corner'], [66, 34], [54, 66], [44, 100]]],
}

const withBar: Glyph = {
  weight: 2,
  paths: [
    [[22, 6], [48, 5], [77, 4, 'corner'], [66, 34], [55, 66], [45, 100]],
    [[34, 53], [54, 51], [74, 50]],
  ],
}

const withSerif: Glyph = {
  weight: 1,
  paths: [[[20, 24], [24, 6, 'corner'], [50, 7], [78, 5, 'corner'], [67, 34], [57, 66], [50, 100]]],
}

const curved: Glyph = {
  weight: 2,
  paths: [[[18, 15], [30, 5], [52, 9], [72, 5], [75, 16], [63, 42], [52, 70], [45, 100]]],
}

export const seven: readonly Glyph[] = [plain, withBar, withSerif, curved]
