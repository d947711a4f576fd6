import { CONVENTIONS } from '../../layers/index.js'
import { show, type Finding } from '../finding.js'
import type { LayerHealth } from '../layer-health.js'
import type { Thresholds } from '../thresholds.js'

/** A momentum that means the opposite in the convention it was meant for. */
export function foreignMomentum(
  { layer, convention, weight }: LayerHealth,
  { newestWeight }: Thresholds,
): Finding | null {
  if (weight === null || !(weight > newestWeight)) return null
  const { momentumWeighs, momentum: usual } = CONVENTIONS[convention]
  const [momentum, turned] = momentumWeighs === 'new' ? [weight, 1 - weight] : [1 - weight, weight]
  const [other, otherWeighs] = momentumWeighs === 'new' ? ['keras', 'old'] : ['torch', 'new']
  return {
    illness: 'foreign-momentum',
    layer,
    figure: weight,
    description:
      `Momentum ${show(momentum)} is the weight of the ${momentumWeighs} statistics in the ${convention} convention, ` +
      `and that of the ${otherWeighs} in the ${other} convention: here the newest batch weighs ${show(weight)}.`,
    meaning: 'The running statistics are practically those of the last batch, with all its noise.',
    remedy: `Use momentum ${show(weight === 1 ? usual : turned)}, or convention '${other}' for a number from there.`,
  }
}
