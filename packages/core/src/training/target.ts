import { DataError } from '../errors.js'
import { Dataset } from '../data/index.js'
import type { Loss } from '../losses/index.js'
import { Tensor, toHostTensor } from '../tensor/index.js'
import type { DataInput, SourceRequest } from './inputs.js'
import type { Model } from './model.js'

/**
 * What a loss takes as target: labels in the range of the model's outputs, or values. Builds the model when its first
 * data tells the shape.
 */
export function targetOf(model: Model, loss: Loss, x: DataInput): SourceRequest['target'] {
  if (loss.target === 'values') return { dtype: 'float32', labels: null }
  const classes = classesOf(model, x)
  return { dtype: 'int32', labels: classes === null ? null : { classes, min: 0 } }
}

/** @throws DataError when a batch has no targets */
export function requireTarget(y: Tensor | null): Tensor {
  if (y !== null) return y
  throw new DataError({
    what: 'There is nothing to compare with: no y was given.',
    remedy: 'Give y, or examples { x, y } in a Dataset.',
  })
}

function classesOf(model: Model, x: DataInput): number | null {
  if (x instanceof Dataset)
    return model.inputShape === null ? null : (model.outputShape(model.inputShape).at(-1) ?? null)
  const { shape } = x instanceof Tensor ? x : toHostTensor('x', x)
  if (shape.length < 2) return null
  model.ensureBuilt(shape.slice(1))
  return model.outputShape(shape.slice(1)).at(-1) ?? null
}
