import { show, type Finding } from '../finding.js'
import { channelGap } from '../gap.js'
import type { LayerHealth } from '../layer-health.js'
import type { Thresholds } from '../thresholds.js'

/** Running statistics that are not those of the data. */
export function trainEvalGap({ layer, gap, channels, epsilon }: LayerHealth, thresholds: Thresholds): Finding | null {
  // What is not a number is beyond float32's limits, which is another finding.
  if (gap === null || Number.isNaN(gap)) return null
  const gaps = channels.map((channel) => channelGap(channel, epsilon))
  const worst = gaps.indexOf(Math.max(...gaps))
  const { running, data } = channels[worst]
  if (data === null || !(gap > thresholds.gap || gaps[worst] > thresholds.channelGap)) return null
  const shift = (running.mean - data.mean) / Math.sqrt(data.variance + epsilon)
  const ratio = (running.variance + epsilon) / (data.variance + epsilon)
  return {
    illness: 'train-eval-gap',
    layer,
    figure: gap,
    description:
      `Outputs at test time lie ${show(gap)} standard deviations from those in training (root mean square); in ` +
      `channel ${worst} ${show(gaps[worst])}, where the running mean is ${show(shift)} standard deviations off and ` +
      `the running variance ${show(ratio)} times that of the data.`,
    meaning: 'The layers behind it learned from other inputs than they get from evaluate and predict.',
    remedy:
      'Estimate the statistics anew, await recalibrate(model, data), or let them follow faster (momentum); if the ' +
      'data is of another kind than that of training, await adapt(model, data).',
  }
}
