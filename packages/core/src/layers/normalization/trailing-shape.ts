import { ShapeError } from '../../errors.js'
import { showShape, type Shape } from '../../tensor/index.js'

/**
 * The shape of the trailing axes of a sample that are normalized together.
 *
 * @throws ShapeError when the sample has not so many axes
 */
export function trailingShape(label: string, inputShape: Shape, axes: number): Shape {
  if (Number.isInteger(axes) && axes >= 1 && axes <= inputShape.length) {
    return inputShape.slice(inputShape.length - axes)
  }
  throw new ShapeError({
    what: `${label}: ${axes} trailing axes of samples of shape ${showShape(inputShape)} cannot be normalized.`,
    remedy: `Use 1 to ${inputShape.length} axes.`,
  })
}
