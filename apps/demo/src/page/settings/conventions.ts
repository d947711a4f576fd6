import type { ConventionName } from '../../settings/settings.js'

/** What a convention sets where a field is left empty, and what its momentum weighs. */
export interface ConventionText {
  readonly label: string
  readonly momentum: number
  readonly epsilon: number
  readonly meaning: string
}

/** The defaults of the frameworks, as `@evenkeel/core` has them. */
export const CONVENTION_TEXTS: Readonly<Record<ConventionName, ConventionText>> = {
  keras: { label: 'Keras', momentum: 0.99, epsilon: 1e-3, meaning: 'Momentum weighs the old statistics.' },
  torch: {
    label: 'PyTorch',
    momentum: 0.1,
    epsilon: 1e-5,
    meaning: 'Momentum weighs the new statistics; the running variance is unbiased.',
  },
  flax: { label: 'Flax', momentum: 0.99, epsilon: 1e-5, meaning: 'Momentum weighs the old statistics.' },
}
