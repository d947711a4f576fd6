import { ACTIVATION_SAVES } from '@evenkeel/core/backend'
import type { FusibleActivation } from '@evenkeel/core/backend'

/** The activations that may stand behind a product or a normalization, and none. */
export const FUSIBLE: readonly (FusibleActivation | null)[] = [
  null,
  ...Object.entries(ACTIVATION_SAVES)
    .filter(([, saves]) => saves === 'output')
    .map(([activation]) => activation as FusibleActivation),
]
