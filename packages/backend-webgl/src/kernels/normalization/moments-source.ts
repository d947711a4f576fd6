import type { Merge, Walk } from './channels.js'

/**
 * `pivot` is near the mean and `count` its weight; `first` and `second` are the sums of deviations from it and of their
 * squares. With r = first / count the mean is pivot + r, as two floats, and m2 = second − count·r²: r is no more than
 * the pivot's rounding, so that hardly anything is lost.
 */
const aboutPivot = (type: string): string => `
  ${type} r = meanOf(first, count);
  center = rounded(pivot + r);
  residual = (pivot - center) + r;
  m2 = notNegative(second - count * r * r);`

/** Assigns count, center, residual and m2 of a tile of x: the mean of the tile first, then deviations from it. */
export function tileMoments(walk: Walk, weighted: boolean): string {
  const { type, lane, fold, each } = walk
  const w = walk.weight('weights')
  const x = walk.element('x')
  const total = weighted
    ? `${lane} masses = ${lane}(0.0);
       ${each(`${lane} w = ${w}; masses += w; sums += weighed(w, ${x});`)}
       count = ${fold('masses')};`
    : `${each(`sums += ${x};`)}
       count = ${type}(float(end - from));`
  const deviations = weighted
    ? `${lane} w = ${w}; ${lane} z = ${x} - pivot; firsts += weighed(w, z); seconds += weighed(w, z * z);`
    : `${lane} z = ${x} - pivot; firsts += z; seconds += z * z;`
  return `
    ${lane} sums = ${lane}(0.0);
    ${total}
    ${type} pivot = meanOf(${fold('sums')}, count);
    ${lane} firsts = ${lane}(0.0);
    ${lane} seconds = ${lane}(0.0);
    ${each(deviations)}
    ${type} first = ${fold('firsts')};
    ${type} second = ${fold('seconds')};
    ${aboutPivot(type)}`
}

/** What the tiles give, as the merge reads it. */
export const MOMENT_PARTIALS = ['counts', 'centers', 'residuals', 'squares'] as const

/**
 * Assigns count, center, residual and m2 of all tiles together (Chan, Golub and LeVeque 1979, for many parts at once):
 * moments of the tiles' means with their counts as weights, and the squares within the tiles.
 */
export function mergedMoments({ type, each, partial }: Merge): string {
  const [counts, centers, residuals, squares] = MOMENT_PARTIALS.map(partial)
  return `
    ${type} sums = ${type}(0.0);
    count = ${type}(0.0);
    ${each(`${type} c = ${counts}; count += c; sums += weighed(c, ${centers});`)}
    ${type} pivot = meanOf(sums, count);
    ${type} first = ${type}(0.0);
    ${type} second = ${type}(0.0);
    ${each(`
      ${type} c = ${counts};
      ${type} away = (${centers} - pivot) + ${residuals};
      first += weighed(c, away);
      second += ${squares} + weighed(c, away * away);`)}
    ${aboutPivot(type)}`
}
