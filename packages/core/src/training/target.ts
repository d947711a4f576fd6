import { DataError } from '../errors.js'
import type { TargetRules } from '../data/index.js'
import type { Loss } from '../losses/index.js'
import type { Shape, Tensor } from '../tensor/index.js'
import type { Model } from './model.js'

/**
 * What a loss takes as target, once the shape of a sample is known: labels in the range of the model's outputs, or
 * values. Builds the model.
 */
export function targetOf(model: Model, loss: Loss): (inputShape: Shape) => TargetRules {
  return (inputShape) => {
    model.ensureBuilt(inputShape)
    if (loss.target === 'values') return { dtype: 'float32', labels: null }
    const classes = model.outputShape(inputShape).at(-1)
    return { dtype: 'int32', labels: classes === undefined ? null : { classes, ignored: loss.ignoreLabel ?? null } }
  }
}

/** @throws DataError when a batch has no targets */
export function requireTarget(y: Tensor | null): Tensor {
  if (y !== null) return y
  throw new DataError({
    what: 'There is nothing to compare with: no y was given.',
    remedy: 'Give y, or examples { x, y } in a Dataset.',
  })
}
