import type { Glyph } from '../glyph.js'

const plainStroke: Glyph = { weight: 5, paths: [[[51, 0], [50, 33], [50, 67], [49, 100]]] }

const withFlag: Glyph = {
  weight: 2,
  paths: [[[36, 22], [45, 13], [53, 0, 'corner'], [52, 34], [51, 67], [51, 100]]],
}

const withFlagAndBase: Glyph = {
  weight: 1,
  paths: [
    [[34, 20], [44, 12], [52, 0, 'corner'], [51, 34], [51, 67], [51, 98]],
    [[30, 99], [51, 98], [72, 99]],
  ],
}

export const one: readonly Glyph[] = [plainStroke, withFlag, withFlagAndBase]
