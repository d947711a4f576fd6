import type { RectifierHealth } from '../activation-health.js'
import { percent, type Finding } from '../finding.js'
import type { Thresholds } from '../thresholds.js'

/** Rectified units that give 0 for all data. */
export function deadUnits(
  { layer, activation, units, deadUnits: dead }: RectifierHealth,
  { silentShare }: Thresholds,
): Finding | null {
  const share = dead / units
  if (!(share > silentShare)) return null
  return {
    illness: 'dead-units',
    layer,
    figure: share,
    description: `${dead} of ${units} units behind ${activation} (${percent(share)}) give 0 for every sample.`,
    meaning: 'No gradient reaches them, so they stay as they are: the layer is narrower than it looks.',
    remedy: 'Put batchNormalization() before the activation, lower the learning rate, or use leakyRelu.',
  }
}
