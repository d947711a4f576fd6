import type { View } from '../backend/index.js'
import { ShapeError } from '../errors.js'
import { sameShape, showShape, sizeOf, type Shape, type Tensor } from '../tensor/index.js'

/** A tensor read as [rows, columns], whose columns are the trailing axes that are normalized together. */
export interface Rows {
  /** Shape of the normalized axes, and of the parameters. */
  readonly normalized: Shape
  readonly rows: number
  readonly columns: number
  /** The view with statistics for each row. */
  readonly byRow: View
  /** The view with coefficients for each column. */
  readonly byColumn: View
}

/** @throws ShapeError when x has not so many axes, or a parameter another shape than they */
export function trailingAxes(operation: string, x: Tensor, axes: number, parameters: readonly Tensor[]): Rows {
  const normalized = x.shape.slice(x.rank - axes)
  const misfit = parameters.find((parameter) => !sameShape(parameter.shape, normalized))
  if (axes < 1 || axes > x.rank || misfit !== undefined) {
    throw new ShapeError({
      what: `${operation}: ${axes} trailing axes of ${showShape(x.shape)}${misfit ? ` with a parameter of shape ${showShape(misfit.shape)}` : ''} cannot be normalized.`,
      remedy: `Normalize 1 to ${x.rank} axes, with parameters of shape ${showShape(normalized)}.`,
    })
  }
  const columns = sizeOf(normalized)
  const rows = sizeOf(x.shape.slice(0, x.rank - axes))
  return {
    normalized,
    rows,
    columns,
    byRow: { groups: rows, outer: 1, channels: 1, inner: columns },
    byColumn: { groups: 1, outer: rows, channels: columns, inner: 1 },
  }
}
