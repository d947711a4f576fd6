import type { DType } from '../backend/index.js'
import { ShapeError } from '../errors.js'
import { cast, reshape } from '../ops/index.js'
import { sameShape, showShape, type Shape, type Tensor } from '../tensor/index.js'

/** x in a dtype; x itself where it has it. */
export function asType(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : cast(x, dtype)
}

/**
 * Values in the shape of the prediction. An axis of extent 1 at the end may be missing on either side.
 *
 * @throws ShapeError
 */
export function alignValues(name: string, target: Tensor, prediction: Tensor): Tensor {
  const { shape } = prediction
  if (sameShape(target.shape, shape)) return asType(target, 'float32')
  if (sameShape(withoutUnit(target.shape), withoutUnit(shape))) return reshape(asType(target, 'float32'), shape)
  const labels = sameShape(withoutUnit(target.shape), shape.slice(0, -1))
  throw misfit(
    name,
    target,
    prediction,
    labels ? 'For class numbers use a sparse loss or metric.' : 'Give targets of the shape of the prediction.',
  )
}

/**
 * Labels of either dtype in the shape of the prediction without its last axis, which runs over the classes.
 *
 * @throws ShapeError
 */
export function alignLabels(name: string, target: Tensor, prediction: Tensor): Tensor {
  const shape = prediction.shape.slice(0, -1)
  if (prediction.rank > 1 && sameShape(target.shape, shape)) return target
  if (prediction.rank > 1 && sameShape(target.shape, [...shape, 1])) return reshape(target, shape)
  const remedy = sameShape(target.shape, prediction.shape)
    ? 'For one-hot targets use the loss or metric that is not sparse.'
    : 'Give labels [N] for a prediction [N, classes].'
  throw misfit(name, target, prediction, remedy)
}

function withoutUnit(shape: Shape): Shape {
  return shape.length > 1 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape
}

function misfit(name: string, target: Tensor, prediction: Tensor, remedy: string): ShapeError {
  return new ShapeError({
    what: `${name}: targets ${showShape(target.shape)} do not fit predictions ${showShape(prediction.shape)}.`,
    remedy,
  })
}
