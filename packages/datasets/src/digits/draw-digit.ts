import type { Random } from '../random.js'
import { ElasticField } from './elastic-field.js'
import type { Glyph } from './glyph.js'
import { glyphsOfDigit } from './glyphs/index.js'
import { drawHandwriting } from './handwriting.js'
import { placeOnImage } from './place.js'
import { toPolyline } from './polyline.js'
import { drawStroke } from './stroke-image.js'

/** Draws one image of `digit` (`0..9`) into `image`, `[size, size]`, which must hold zeros. */
export function drawDigit(random: Random, digit: number, image: Float32Array, size: number): void {
  const hand = drawHandwriting(random)
  const glyph = chooseGlyph(random, glyphsOfDigit[digit])
  const field = new ElasticField(random, hand.elasticity)
  for (const path of glyph.paths) {
    const line = toPolyline(path)
    field.bend(line.x, line.y)
    const driftX = random.bell(hand.looseness)
    const driftY = random.bell(hand.looseness)
    for (let index = 0; index < line.x.length; index++) {
      line.x[index] += driftX
      line.y[index] += driftY
    }
    placeOnImage(line.x, line.y, hand, size)
    drawStroke(image, size, line, hand)
  }
  for (let pixel = 0; pixel < image.length; pixel++) {
    const noisy = image[pixel] + random.bell(hand.noise)
    // Images of cameras and scanners have 256 levels; rounding also hides the last bit of a platform's arithmetic.
    image[pixel] = Math.round(Math.min(1, Math.max(0, noisy)) * 255) / 255
  }
}

function chooseGlyph(random: Random, glyphs: readonly Glyph[]): Glyph {
  const total = glyphs.reduce((sum, glyph) => sum + glyph.weight, 0)
  let remaining = random.uniform(0, total)
  for (const glyph of glyphs) {
    remaining -= glyph.weight
    if (remaining < 0) return glyph
  }
  return glyphs[glyphs.length - 1]
}
