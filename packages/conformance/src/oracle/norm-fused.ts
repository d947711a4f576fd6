import type { HostArray, View } from '@evenkeel/core/backend'
import { activationValue, slopeFromOutput, steepness } from './activations.js'
import { momentReferences, momentsOf } from './moments.js'
import type { Oracle, References } from './reference.js'
import { eachElement, elementCount, entryCount } from './view.js'

export const normForward: Oracle<'normForward'> = (args) => {
  const { x, weights, gamma, beta, view, epsilon, activation, alpha } = args
  const statistics = momentsOf(x, weights, view)
  const { count, mean, m2 } = statistics
  const steep = activation === null ? 1 : steepness(activation, alpha)
  const values = new Float64Array(x.length)
  const scale = new Float64Array(x.length)
  eachElement(view, ({ index, entry, channel }) => {
    const variance = count[entry] === 0 ? 0 : m2[entry] / count[entry]
    const deviation = Math.sqrt(variance + epsilon)
    const g = gamma === null ? 1 : gamma[channel]
    const b = beta === null ? 0 : beta[channel]
    const normalized = (x[index] - mean[entry]) / deviation
    values[index] = activationValue(activation, g * normalized + b, alpha)
    const offset = Math.max(Math.sqrt(variance), 1e-3 * Math.abs(mean[entry])) / deviation
    scale[index] = steep * (Math.abs(g) * (Math.abs(normalized) + offset) + Math.abs(b))
  })
  return { ...momentReferences(statistics), y: { values, scale } }
}

/** What the backward pass knows of each element. */
interface Backward {
  /** x̂. */
  readonly normalized: Float64Array
  /** The gradient before the activation, and its magnitude. */
  readonly dz: Float64Array
  readonly dzScale: Float64Array
  /** 1/√(variance + ε), by entry. */
  readonly inverse: Float64Array
}

/** A slope such as 1 − y² is a difference: near saturation its error is a fraction of 1, not of itself. */
const SLOPE_MAGNITUDE = 0.1

export const normBackward: Oracle<'normBackward'> = (args) => {
  const { dy, x, y, weights, gamma, count, center, residual, m2, view, epsilon, activation, alpha } = args
  const inverse = Float64Array.from(m2, (value, entry) =>
    count[entry] === 0 ? 1 / Math.sqrt(epsilon) : 1 / Math.sqrt(value / count[entry] + epsilon),
  )
  const normalized = new Float64Array(elementCount(view))
  const dz = new Float64Array(elementCount(view))
  const dzScale = new Float64Array(elementCount(view))
  eachElement(view, ({ index, entry }) => {
    normalized[index] = (x[index] - center[entry] - residual[entry]) * inverse[entry]
    const slope = y === null ? 1 : slopeFromOutput(activation, y[index], alpha)
    dz[index] = dy[index] * slope
    dzScale[index] = Math.abs(dy[index]) * (Math.abs(slope) + (y === null ? 0 : SLOPE_MAGNITUDE))
  })
  return gradients({ normalized, dz, dzScale, inverse }, weights, gamma, count, view)
}

/** dx̂ = γ·dz; dx = r·(dx̂ − w·(mean dx̂ + x̂·mean(dx̂·x̂))), because only weighted elements moved the statistics. */
function gradients(
  { normalized, dz, dzScale, inverse }: Backward,
  weights: HostArray | null,
  gamma: HostArray | null,
  count: HostArray,
  view: View,
): References {
  const meanOf = (term: (index: number) => number): Float64Array => meanOver(view, count, term)
  const mean = { dz: meanOf((i) => dz[i]), product: meanOf((i) => dz[i] * normalized[i]) }
  const magnitude = {
    dz: meanOf((i) => dzScale[i]),
    product: meanOf((i) => dzScale[i] * Math.abs(normalized[i])),
  }
  const dx = emptyReference(dz.length)
  const [dgamma, dbeta] = [emptyReference(view.channels), emptyReference(view.channels)]
  eachElement(view, ({ index, entry, channel, weight }) => {
    const w = weights === null ? 1 : weights[weight]
    const g = (gamma === null ? 1 : gamma[channel]) * inverse[entry]
    const xHat = normalized[index]
    dx.values[index] = g * (dz[index] - w * (mean.dz[entry] + xHat * mean.product[entry]))
    const shared = magnitude.dz[entry] + Math.abs(xHat) * magnitude.product[entry]
    dx.scale[index] = Math.abs(g) * (dzScale[index] + w * shared)
    dgamma.values[channel] += dz[index] * xHat
    dgamma.scale[channel] += dzScale[index] * Math.abs(xHat)
    dbeta.values[channel] += dz[index]
    dbeta.scale[channel] += dzScale[index]
  })
  return { dx, dgamma, dbeta }
}

/** The mean of a term over each entry's count. */
function meanOver(view: View, count: HostArray, term: (index: number) => number): Float64Array {
  const sum = new Float64Array(entryCount(view))
  eachElement(view, ({ index, entry }) => {
    sum[entry] += term(index)
  })
  return sum.map((value, entry) => (count[entry] === 0 ? 0 : value / count[entry]))
}

function emptyReference(length: number): { values: Float64Array; scale: Float64Array } {
  return { values: new Float64Array(length), scale: new Float64Array(length) }
}
