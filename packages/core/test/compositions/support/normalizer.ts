import type { FusibleActivation, View } from '../../../src/backend/index.js'

/** A normalizer's training forward in double precision: naive loops over x[group][outer][channel][inner]. */
export interface NormalizerCase {
  readonly view: View
  readonly epsilon: number
  readonly weights: readonly number[] | null
  readonly activation: FusibleActivation | null
}

/** Calls `visit` for each element with its index, its statistics index, its channel and its weight index. */
export function forEachElement(
  { groups, outer, channels, inner }: View,
  visit: (at: { element: number; entry: number; channel: number; position: number }) => void,
): void {
  let element = 0
  for (let g = 0; g < groups; g++) {
    for (let o = 0; o < outer; o++) {
      for (let channel = 0; channel < channels; channel++) {
        for (let i = 0; i < inner; i++) {
          const position = (g * outer + o) * inner + i
          visit({ element: element++, entry: g * channels + channel, channel, position })
        }
      }
    }
  }
}

const ACTIVATIONS: Partial<Record<FusibleActivation, (x: number) => number>> = {
  relu: (x) => Math.max(x, 0),
  tanh: Math.tanh,
}

/** y = f(γ·(x − mean)/√(m2/count + ε) + β), with the moments it used. */
export function normalize(
  { view, epsilon, weights, activation }: NormalizerCase,
  x: readonly number[],
  gamma: readonly number[],
  beta: readonly number[],
): { y: number[]; count: number[]; mean: number[]; m2: number[] } {
  const zeros = () => new Array<number>(view.groups * view.channels).fill(0)
  const weightAt = (position: number) => (weights === null ? 1 : weights[position])
  const [count, mean, m2] = [zeros(), zeros(), zeros()]
  const present = (visit: (element: number, entry: number, weight: number) => void) =>
    forEachElement(view, ({ element, entry, position }) => {
      if (weightAt(position) !== 0) visit(element, entry, weightAt(position))
    })
  present((_, entry, weight) => (count[entry] += weight))
  present((element, entry, weight) => (mean[entry] += (weight * x[element]) / count[entry]))
  present((element, entry, weight) => (m2[entry] += weight * (x[element] - mean[entry]) ** 2))
  const y = new Array<number>(x.length)
  const f = activation === null ? (value: number) => value : ACTIVATIONS[activation]!
  forEachElement(view, ({ element, entry, channel }) => {
    const variance = count[entry] === 0 ? 0 : m2[entry] / count[entry]
    const standardized = (x[element] - mean[entry]) / Math.sqrt(variance + epsilon)
    y[element] = f(gamma[channel] * standardized + beta[channel])
  })
  return { y, count, mean, m2 }
}
