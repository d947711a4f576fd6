import { percent, type Finding } from '../finding.js'
import type { ChannelHealth, LayerHealth } from '../layer-health.js'
import type { Thresholds } from '../thresholds.js'

type Death = 'gamma' | 'constant' | 'silent'

/**
 * Channels whose output does not vary: γ is about 0, or the variance is far below ε. One is a finding, unless it is the
 * input that is silent (always 0), as some rectified units of a healthy network are.
 */
export function deadChannels({ layer, channels, epsilon }: LayerHealth, thresholds: Thresholds): Finding | null {
  const deaths = channels.map((channel) => deathOf(channel, epsilon, thresholds.deadOutput))
  const count = (death: Death): number => deaths.filter((found) => found === death).length
  const [gamma, constant, silent] = [count('gamma'), count('constant'), count('silent')]
  const share = silent / channels.length
  if (gamma + constant === 0 && !(share > thresholds.silentShare)) return null
  const causes = [
    gamma > 0 ? `γ is about 0 in ${gamma}` : '',
    constant > 0 ? `the input is constant in ${constant}` : '',
    silent > 0 ? `the input is 0 in ${silent}` : '',
  ]
  const dead = gamma + constant + silent
  return {
    illness: 'dead-channels',
    layer,
    figure: dead,
    description:
      `${dead} of ${channels.length} channels (${percent(dead / channels.length)}, the first is ` +
      `${deaths.findIndex((death) => death !== null)}) do not vary: ${causes.filter(Boolean).join(', ')}.`,
    meaning: 'Their output is β for every sample: nothing of the input passes, and no gradient comes back.',
    remedy:
      gamma > 0
        ? 'Look for weight decay, a penalty or an initializer that brings γ to 0; remove the channels if it is on purpose.'
        : 'Remove constant inputs; revive dead rectifiers with a lower learning rate, or normalize before the activation.',
  }
}

/** Why the output of a channel does not vary, or null when it does. */
function deathOf({ gamma, data }: ChannelHealth, epsilon: number, deadOutput: number): Death | null {
  if (Math.abs(gamma) < deadOutput) return 'gamma'
  if (data === null) return null
  const deviation = Math.sqrt(data.variance / (data.variance + epsilon))
  if (!(Math.abs(gamma) * deviation < deadOutput)) return null
  return Math.abs(data.mean) > Math.sqrt(data.variance) ? 'constant' : 'silent'
}
