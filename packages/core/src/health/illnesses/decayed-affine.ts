import type { Layer } from '../../layers/index.js'
import type { Optimizer } from '../../optimizers/index.js'
import { show, type Finding } from '../finding.js'

/** Weight decay on the γ and β of a layer that has none inside. */
export function decayedAffine(layer: Layer, { name, weightDecay, decayParameter }: Optimizer): Finding | null {
  const decayed = layer.parameters.filter(
    (parameter) =>
      (parameter.kind === 'gamma' || parameter.kind === 'beta') && parameter.trainable && decayParameter(parameter),
  )
  if (weightDecay === 0 || decayed.length === 0) return null
  return {
    illness: 'decayed-affine',
    layer: layer.path || layer.kind,
    figure: weightDecay,
    description: `The optimizer '${name}' applies its weight decay of ${show(weightDecay)} to ${decayed.map(({ path }) => path).join(' and ')}.`,
    meaning:
      'Decay pulls the scale and the level of the normalized values to 0 without making the function simpler; channels die.',
    remedy: "Leave decayParameter at its default, or use (parameter) => parameter.kind === 'weight'.",
  }
}
