import { ShapeError } from '../errors.js'

/** Sizes of a tensor's axes; [] is a scalar of one element. */
export type Shape = readonly number[]

/** Number of elements. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((size, extent) => size * extent, 1)
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis])
}

/** The text of a shape in messages: [128, 64]. */
export function showShape(shape: readonly (number | null)[]): string {
  return `[${shape.map((extent) => extent ?? 'any').join(', ')}]`
}

/** Row-major strides in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = shape.map(() => 1)
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1]
  return strides
}

/**
 * Axis counted from the front, given from either end.
 *
 * @throws ShapeError when there is no such axis
 */
export function resolveAxis(operation: string, axis: number, rank: number): number {
  const resolved = axis < 0 ? axis + rank : axis
  if (!Number.isInteger(axis) || resolved < 0 || resolved >= rank) {
    throw new ShapeError({
      what: `${operation}: there is no axis ${axis} in a tensor of rank ${rank}.`,
      remedy: `Use an axis from ${-rank} to ${rank - 1}.`,
    })
  }
  return resolved
}

/**
 * The shape that a and b broadcast to (NumPy's rules: aligned at the last axis, extents equal or 1).
 *
 * @throws ShapeError when they do not
 */
export function broadcastShapes(operation: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a
  const rank = Math.max(a.length, b.length)
  const shape: number[] = []
  for (let axis = 0; axis < rank; axis++) {
    const x = a[axis - rank + a.length] ?? 1
    const y = b[axis - rank + b.length] ?? 1
    if (x !== y && x !== 1 && y !== 1) {
      throw new ShapeError({
        what: `${operation}: shapes ${showShape(a)} and ${showShape(b)} do not broadcast: axis ${axis} has ${x} and ${y}.`,
        remedy: 'Make the extents equal, or 1 where the tensor is to repeat.',
      })
    }
    shape.push(x === 1 ? y : x)
  }
  return shape
}
