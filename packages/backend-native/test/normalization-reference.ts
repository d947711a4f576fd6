import type { View } from '@evenkeel/core/backend'

/** Sums that lose next to nothing (Kahan 1965). */
export class Sums {
  readonly total: Float64Array
  readonly #lost: Float64Array

  constructor(length: number) {
    this.total = new Float64Array(length)
    this.#lost = new Float64Array(length)
  }

  add(at: number, term: number): void {
    const corrected = term - this.#lost[at]
    const total = this.total[at] + corrected
    this.#lost[at] = total - this.total[at] - corrected
    this.total[at] = total
  }
}

/** Calls visit(element, entry of its statistics, channel, place of its weight) for x[group][outer][channel][inner]. */
export function forEachElement(
  { groups, outer, channels, inner }: View,
  visit: (i: number, entry: number, channel: number, weight: number) => void,
): void {
  let i = 0
  for (let row = 0; row < groups * outer; row++)
    for (let channel = 0; channel < channels; channel++) {
      const entry = Math.floor(row / outer) * channels + channel
      for (let k = 0; k < inner; k++) visit(i++, entry, channel, row * inner + k)
    }
}

/** One entry for each channel of each group. */
export interface ExactMoments {
  readonly count: Float64Array
  readonly mean: Float64Array
  readonly m2: Float64Array
}

/** Count, mean and centred second moment by their definitions, as differences from a first estimate of the mean. */
export function exactMoments(x: Float32Array, view: View, weights: Float32Array | null = null): ExactMoments {
  const entries = view.groups * view.channels
  const sumsOf = (term: (value: number, entry: number) => number): Float64Array => {
    const sums = new Sums(entries)
    forEachElement(view, (i, entry, _, w) => {
      const weight = weights === null ? 1 : weights[w]
      if (weight !== 0) sums.add(entry, weight * term(x[i], entry))
    })
    return sums.total
  }
  const count = sumsOf(() => 1)
  const estimate = sumsOf((value) => value).map((sum, entry) => sum / count[entry])
  const rest = sumsOf((value, entry) => value - estimate[entry]).map((sum, entry) => sum / count[entry])
  const m2 = sumsOf((value, entry) => (value - estimate[entry] - rest[entry]) ** 2)
  return { count, mean: estimate.map((value, entry) => value + rest[entry]), m2 }
}

/** What a normalizer is given beside x. */
export interface Parameters {
  readonly gamma: Float32Array
  readonly beta: Float32Array
  readonly epsilon: number
}

/** y = relu(γ·(x − mean)/√(m2/count + ε) + β). */
export function exactForward(
  x: Float32Array,
  view: View,
  { mean, m2, count }: ExactMoments,
  p: Parameters,
): Float64Array {
  const inverse = m2.map((value, entry) => 1 / Math.sqrt(value / count[entry] + p.epsilon))
  const y = new Float64Array(x.length)
  forEachElement(view, (i, entry, channel) => {
    y[i] = Math.max(0, p.gamma[channel] * (x[i] - mean[entry]) * inverse[entry] + p.beta[channel])
  })
  return y
}

/** The gradients of {@link exactForward}, where y is its rounded output. */
export function exactBackward(
  { x, dy, y, weights }: { x: Float32Array; dy: Float32Array; y: ArrayLike<number>; weights: Float32Array | null },
  view: View,
  { mean, m2, count }: ExactMoments,
  { gamma, epsilon }: Parameters,
): { dx: Float64Array; dgamma: Float64Array; dbeta: Float64Array } {
  const inverse = m2.map((value, entry) => 1 / Math.sqrt(value / count[entry] + epsilon))
  const standard = (i: number, entry: number): number => (x[i] - mean[entry]) * inverse[entry]
  const [sum, product] = [new Sums(mean.length), new Sums(mean.length)]
  const [dgamma, dbeta] = [new Sums(view.channels), new Sums(view.channels)]
  forEachElement(view, (i, entry, channel) => {
    const dz = y[i] > 0 ? dy[i] : 0
    sum.add(entry, dz)
    product.add(entry, dz * standard(i, entry))
    dbeta.add(channel, dz)
    dgamma.add(channel, dz * standard(i, entry))
  })
  const dx = new Float64Array(x.length)
  forEachElement(view, (i, entry, channel, w) => {
    const dz = y[i] > 0 ? dy[i] : 0
    const share = (weights === null ? 1 : weights[w]) / count[entry]
    const shared = share * (sum.total[entry] + standard(i, entry) * product.total[entry])
    dx[i] = gamma[channel] * inverse[entry] * (dz - shared)
  })
  return { dx, dgamma: dgamma.total, dbeta: dbeta.total }
}
