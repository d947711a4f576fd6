import type { Finding } from '../finding.js'
import type { LayerHealth } from '../layer-health.js'

/** Running statistics that are still what they began as. Imported ones have no count, but other values. */
export function untrainedStatistics({ layer, mode, updates, channels }: LayerHealth): Finding | null {
  const initial = channels.every(({ running }) => running.mean === 0 && running.variance === 1)
  if (updates > 0 || !initial) return null
  return {
    illness: 'untrained-statistics',
    layer,
    figure: updates,
    description: 'The running statistics never saw a training step: mean 0 and variance 1 in all channels.',
    meaning: 'At test time the layer does not normalize, whatever it does in training.',
    remedy:
      mode === 'frozen' || mode === 'eval'
        ? `The layer is in mode '${mode}': load trained statistics, or unfreeze it while it trains.`
        : 'Call fit, load trained weights with their statistics, or estimate them: await recalibrate(model, data).',
  }
}
