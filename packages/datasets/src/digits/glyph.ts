/**
 * A point the pen passes, on a grid of 100 by 100: x to the right, y downward, 0 the top of the
 * digit and 100 its base line. At a `'corner'` the pen turns sharply, elsewhere it passes smoothly.
 */
export type Waypoint = readonly [x: number, y: number, turn?: 'corner']

/** What is drawn without lifting the pen. Smooth and closed where the last waypoint equals the first. */
export type Path = readonly Waypoint[]

/** One way to write a digit. */
export interface Glyph {
  /** How often writers choose this way, relative to the other glyphs of the digit. */
  readonly weight: number
  readonly paths: readonly Path[]
}
