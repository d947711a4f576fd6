import { OptionError } from '../errors.js'
import { binaryCrossentropy } from './binary-crossentropy.js'
import { categoricalCrossentropy } from './categorical-crossentropy.js'
import type { Loss } from './loss.js'
import { perSampleOf, type PerSampleFunction } from './per-sample.js'
import { huber, meanAbsoluteError, meanSquaredError } from './regression.js'
import { sparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.js'

/** Names of losses with their default options. */
export type LossName =
  | 'sparseCategoricalCrossentropy'
  | 'categoricalCrossentropy'
  | 'binaryCrossentropy'
  | 'meanSquaredError'
  | 'mse'
  | 'meanAbsoluteError'
  | 'mae'
  | 'huber'

/** Losses by name. */
export const LOSSES: Readonly<Record<LossName, () => Loss>> = {
  sparseCategoricalCrossentropy,
  categoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  mse: meanSquaredError,
  meanAbsoluteError,
  mae: meanAbsoluteError,
  huber,
}

/** A loss, the name of one, or a function of (target, prediction), whose targets are float32. */
export type LossLike = Loss | LossName | PerSampleFunction

/** @throws OptionError when there is no loss of that name */
export function resolveLoss(given: LossLike): Loss {
  if (typeof given === 'object' && given !== null && 'perSample' in given) return given
  if (typeof given === 'function') {
    const name = given.name || 'loss'
    return { name, target: 'values', logitsOf: null, perSample: perSampleOf(name, given) }
  }
  if (typeof given === 'string' && Object.hasOwn(LOSSES, given)) return LOSSES[given]()
  throw new OptionError({
    what: `There is no loss ${typeof given === 'string' ? `'${given}'` : String(given)}.`,
    remedy: `Use one of ${Object.keys(LOSSES).join(', ')}, what huber({ … }) and its like return, or a function of (target, prediction).`,
  })
}
