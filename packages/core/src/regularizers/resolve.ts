import { OptionError } from '../errors.js'
import { l1, l1l2, l2 } from './norms.js'
import type { Regularizer } from './regularizer.js'

/** Names of regularizers with their default coefficients. */
export type RegularizerName = 'l1' | 'l2' | 'l1L2'

const REGULARIZERS: Readonly<Record<RegularizerName, () => Regularizer>> = { l1, l2, l1L2: l1l2 }

/** A regularizer, or the name of one. */
export type RegularizerLike = Regularizer | RegularizerName

/**
 * Null for none.
 *
 * @throws OptionError when there is no regularizer of that name
 */
export function resolveRegularizer(given: RegularizerLike | null | undefined): Regularizer | null {
  if (given === null || given === undefined) return null
  if (typeof given === 'object' && 'penalty' in given) return given
  if (typeof given === 'string' && Object.hasOwn(REGULARIZERS, given)) return REGULARIZERS[given]()
  throw new OptionError({
    what: `There is no regularizer ${typeof given === 'string' ? `'${given}'` : String(given)}.`,
    remedy: `Use one of ${Object.keys(REGULARIZERS).join(', ')}, or what l2(1e-4) and its like return.`,
  })
}
