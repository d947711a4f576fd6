import type { Glyph } from '../glyph.js'

const openAngular: Glyph = {
  weight: 4,
  paths: [
    [[29, 3], [24, 28], [20, 54, 'corner'], [48, 54], [80, 52]],
    [[69, 8], [66, 38], [63, 68], [61, 100]],
  ],
}

const openRound: Glyph = {
  weight: 2,
  paths: [
    [[26, 5], [21, 28], [26, 48], [43, 55], [60, 50], [71, 38]],
    [[74, 3], [71, 36], [67, 68], [63, 100]],
  ],
}

const closed: Glyph = {
  weight: 2,
  paths: [
    [[62, 1, 'corner'], [42, 32], [18, 66, 'corner'], [50, 66], [84, 64]],
    [[62, 1], [61, 34], [60, 67], [59, 100]],
  ],
}

export const four: readonly Glyph[] = [openAngular, openRound, closed]
