import { OptionError } from '../../errors.js'

/**
 * Whose meaning of `momentum` and whose defaults a batch-norm layer follows. The same number means the opposite in
 * Keras and PyTorch, which is the commonest accident in porting a network.
 */
export type Convention = 'keras' | 'torch' | 'flax'

/** What a convention fixes. */
interface ConventionRules {
  /** Whether `momentum` is the weight of the old value (Keras, Flax) or of the new one (PyTorch). */
  readonly momentumWeighs: 'old' | 'new'
  readonly momentum: number
  readonly epsilon: number
  /** Whether running variances take the unbiased variance of a batch, n/(n − 1) times that of the population. */
  readonly unbiased: boolean
}

/** Defaults and meanings of Keras 3, PyTorch 2 and Flax (linen) as documented. */
export const CONVENTIONS: Readonly<Record<Convention, ConventionRules>> = {
  keras: { momentumWeighs: 'old', momentum: 0.99, epsilon: 1e-3, unbiased: false },
  torch: { momentumWeighs: 'new', momentum: 0.1, epsilon: 1e-5, unbiased: true },
  flax: { momentumWeighs: 'old', momentum: 0.99, epsilon: 1e-5, unbiased: false },
}

/** How running statistics follow batches, whatever the convention it was said in. */
export interface StatisticsRules {
  /** Weight of the new batch, or null for the cumulative average over all batches. */
  readonly weight: number | null
  readonly epsilon: number
  readonly unbiased: boolean
}

/**
 * The rules behind a convention and the numbers given in it.
 *
 * @param momentum null is PyTorch's cumulative average; undefined the convention's default
 * @throws OptionError when the convention is unknown, momentum is not in [0, 1], or epsilon is not > 0
 */
export function statisticsRules(
  layer: string,
  convention: Convention,
  momentum: number | null | undefined,
  epsilon: number | undefined,
): StatisticsRules {
  if (!Object.hasOwn(CONVENTIONS, convention)) {
    throw new OptionError({
      what: `${layer}: there is no convention '${String(convention)}'.`,
      remedy: `Use one of ${Object.keys(CONVENTIONS).join(', ')}.`,
    })
  }
  const rules = CONVENTIONS[convention]
  const given = momentum === undefined ? rules.momentum : momentum
  if (given !== null && !(given >= 0 && given <= 1)) {
    throw new OptionError({
      what: `${layer}: momentum is ${String(given)}, outside [0, 1].`,
      remedy: `In the ${convention} convention it is the weight of the ${rules.momentumWeighs} value, ${rules.momentum} by default.`,
    })
  }
  const eps = epsilon ?? rules.epsilon
  requireEpsilon(layer, eps, rules.epsilon)
  return {
    weight: given === null ? null : rules.momentumWeighs === 'new' ? given : 1 - given,
    epsilon: eps,
    unbiased: rules.unbiased,
  }
}

/** @throws OptionError when epsilon is not a positive, finite number */
export function requireEpsilon(layer: string, epsilon: number, usual: number): void {
  if (epsilon > 0 && Number.isFinite(epsilon)) return
  throw new OptionError({
    what: `${layer}: epsilon is ${String(epsilon)}; it is added to the variance and must be positive.`,
    remedy: `Use a small positive number such as ${usual}.`,
  })
}
