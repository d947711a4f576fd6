import { ShapeError } from '../errors.js'
import { add, greaterEqual, linear, mul, oneHot, sum } from '../ops/index.js'
import { tensor, type Tensor } from '../tensor/index.js'
import { asType } from './targets.js'

/**
 * What the logarithms of a row's probabilities are multiplied by: w ⊙ ((1 − s)·t + s/classes), with t the given
 * distributions or the rows of the identity that int32 labels pick. The row of a negative label is all zeros.
 */
export function weightedDistributions(
  target: Tensor,
  classes: number,
  labelSmoothing: number,
  classWeights: readonly number[] | null,
): Tensor {
  const t = smoothed(target, classes, labelSmoothing)
  return classWeights === null ? t : mul(t, weightVector(target, classWeights, classes))
}

function smoothed(target: Tensor, classes: number, share: number): Tensor {
  const keptShare = 1 - share
  if (target.dtype === 'float32') return share === 0 ? target : linear(target, keptShare, share / classes)
  const hot = oneHot(target, classes)
  if (share === 0) return hot
  return add(linear(hot, keptShare), linear(sum(hot, { axis: -1, keepDims: true }), share / classes))
}

/**
 * The weight of each label's class, or 1 where no class weights are given; 0 for a negative label. PyTorch's mean of
 * a cross-entropy divides by the sum of these: `reduceLoss(losses, 'mean', null, { divideBy: labelWeights(labels) })`.
 *
 * @param labels int32 or float32, any shape
 */
export function labelWeights(labels: Tensor, classWeights: readonly number[] | null = null): Tensor {
  if (classWeights === null) return greaterEqual(asType(labels, 'float32'), 0)
  const classes = classWeights.length
  const hot = oneHot(asType(labels, 'int32'), classes)
  return sum(mul(hot, weightVector(labels, classWeights, classes)), { axis: -1 })
}

function weightVector(like: Tensor, classWeights: readonly number[], classes: number): Tensor {
  if (classWeights.length !== classes) {
    throw new ShapeError({
      what: `${classWeights.length} class weights were given for a prediction of ${classes} classes.`,
      remedy: 'Give one weight for each class.',
    })
  }
  return tensor(like.device, Float32Array.from(classWeights))
}
