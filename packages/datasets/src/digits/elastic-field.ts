import type { Random } from '../random.js'

/** Cells of the control grid along one side of the digit; fewer cells bend more smoothly. */
const CELLS = 3

/** A uniform cubic B-spline over 3 cells has 6 control points along each side. */
const CONTROLS = CELLS + 3

/**
 * A smooth random displacement of the 100 by 100 glyph grid: cubic B-spline over independent
 * bell-shaped control displacements. The field bends the pen's path and not the pixels, so that
 * strokes keep their width and points shared by two strokes stay together.
 */
export class ElasticField {
  readonly #controls = new Float64Array(CONTROLS * CONTROLS * 2)
  readonly #weightsX = new Float64Array(4)
  readonly #weightsY = new Float64Array(4)

  /** @param deviation Standard deviation of the control displacements, in units of the glyph grid. */
  constructor(random: Random, deviation: number) {
    for (let index = 0; index < this.#controls.length; index++) this.#controls[index] = random.bell(deviation)
  }

  /** Displaces the points in place. */
  bend(x: Float64Array, y: Float64Array): void {
    for (let index = 0; index < x.length; index++) {
      const cellX = splineWeights(x[index], this.#weightsX)
      const cellY = splineWeights(y[index], this.#weightsY)
      let shiftX = 0
      let shiftY = 0
      for (let row = 0; row < 4; row++) {
        for (let column = 0; column < 4; column++) {
          const weight = this.#weightsY[row] * this.#weightsX[column]
          const control = ((cellY + row) * CONTROLS + cellX + column) * 2
          shiftX += weight * this.#controls[control]
          shiftY += weight * this.#controls[control + 1]
        }
      }
      x[index] += shiftX
      y[index] += shiftY
    }
  }
}

/** Writes the weights of the four control points about `coordinate`; returns the index of the first. */
function splineWeights(coordinate: number, weights: Float64Array): number {
  const scaled = (coordinate / 100) * CELLS
  const cell = Math.min(CELLS - 1, Math.max(0, Math.floor(scaled)))
  const t = Math.min(1, Math.max(0, scaled - cell))
  const s = 1 - t
  weights[0] = (s * s * s) / 6
  weights[1] = (3 * t * t * t - 6 * t * t + 4) / 6
  weights[2] = (3 * s * s * s - 6 * s * s + 4) / 6
  weights[3] = (t * t * t) / 6
  return cell
}
