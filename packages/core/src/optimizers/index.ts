import { OptionError } from '../errors.js'
import { adam, adamw } from './adam.js'
import type { Optimizer } from './optimizer.js'
import { rmsprop } from './rmsprop.js'
import { sgd } from './sgd.js'

export { adam, adamw } from './adam.js'
export type { AdamOptions } from './adam.js'
export type { Optimizer, OptimizerOptions } from './optimizer.js'
export { rmsprop } from './rmsprop.js'
export type { RmspropOptions } from './rmsprop.js'
export { sgd } from './sgd.js'
export type { SgdOptions } from './sgd.js'
export { applyOptimizer, OptimizerState } from './state.js'

/** Names of optimizers with their default options. */
export type OptimizerName = 'sgd' | 'adam' | 'adamw' | 'rmsprop'

const OPTIMIZERS: Readonly<Record<OptimizerName, () => Optimizer>> = { sgd, adam, adamw, rmsprop }

/** An optimizer, or the name of one. */
export type OptimizerLike = Optimizer | OptimizerName

/** @throws OptionError when there is no optimizer of that name */
export function resolveOptimizer(given: OptimizerLike): Optimizer {
  if (typeof given === 'object' && given !== null && 'rule' in given) return given
  if (typeof given === 'string' && Object.hasOwn(OPTIMIZERS, given)) return OPTIMIZERS[given]()
  throw new OptionError({
    what: `There is no optimizer ${typeof given === 'string' ? `'${given}'` : String(given)}.`,
    remedy: `Use one of ${Object.keys(OPTIMIZERS).join(', ')}, or what adam({ … }) and its like return.`,
  })
}
