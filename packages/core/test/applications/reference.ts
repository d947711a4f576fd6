import { random, type Sequential } from '../../src/index.js'

/** Values of one sample or one layer's variable, in float64. */
export type Values = readonly number[]

/** Parameters and running statistics of a model by path, in float64. */
export type Variables = Readonly<Record<string, Values>>

/** Gives every variable of a model new random values, variances above 0.5, so that no two layers commute. */
export async function shaken(model: Sequential): Promise<Variables> {
  const paths = Object.entries(await model.getWeights())
  const weights = paths.map(([path, { shape, data }], stream) => {
    const values = new Float32Array(data.length)
    random.fillNormal(values, { seed: 9, stream, offset: 0 })
    const kernel = path.endsWith('kernel')
    const scale = kernel ? 1 / Math.sqrt(data.length / shape[shape.length - 1]) : 1
    const spread = path.endsWith('Variance') ? values.map((z) => 0.5 + Math.abs(z)) : values.map((z) => scale * z)
    return [path, { data: spread, shape }] as const
  })
  model.setWeights(Object.fromEntries(weights))
  return Object.fromEntries(weights.map(([path, { data }]) => [path, Array.from(data)]))
}

/** x · kernel + bias; no bias where there is none. */
export function dense(variables: Variables, layer: string, x: Values): number[] {
  const kernel = variables[`${layer}/kernel`]
  const units = kernel.length / x.length
  const bias = variables[`${layer}/bias`] ?? Array<number>(units).fill(0)
  return bias.map((b, j) => x.reduce((sum, value, i) => sum + value * kernel[i * units + j], b))
}

/** Normalizes what comes out of a layer for each sample; channels are the last axis. */
export type Normalize = (variables: Variables, layer: string, samples: readonly Values[]) => Values[]

/** γ·(x − μ)/√(σ² + 0.001) + β with the running statistics. */
export const normalizeByRunning: Normalize = (variables, layer, samples) =>
  samples.map((x) =>
    affine(variables, layer, x, variables[`${layer}/movingMean`], variables[`${layer}/movingVariance`]),
  )

/** The same with the mean and the population variance of each channel over all samples. */
export const normalizeByBatch: Normalize = (variables, layer, samples) => {
  const channels = variables[`${layer}/gamma`].length
  const all = samples.flat()
  const meanOf = (c: number, f: (x: number) => number): number =>
    (all.reduce((sum, x, i) => (i % channels === c ? sum + f(x) : sum), 0) * channels) / all.length
  const means = Array.from({ length: channels }, (_, c) => meanOf(c, (x) => x))
  const variances = means.map((mean, c) => meanOf(c, (x) => (x - mean) ** 2))
  return samples.map((x) => affine(variables, layer, x, means, variances))
}

/** What a network without batch norm has in its place. */
export const leave: Normalize = (_variables, _layer, samples) => [...samples]

function affine(variables: Variables, layer: string, x: Values, means: Values, variances: Values): number[] {
  const [gamma, beta] = [variables[`${layer}/gamma`], variables[`${layer}/beta`]]
  return x.map((value, i) => {
    const c = i % gamma.length
    return (gamma[c] * (value - means[c])) / Math.sqrt(variances[c] + 1e-3) + beta[c]
  })
}

/** The 3×3 convolution with zeros beyond the borders, plus bias where there is one: [side, side, channels] → [side, side, filters]. */
export function convolve(variables: Variables, layer: string, x: Values, side: number): number[] {
  const kernel = variables[`${layer}/kernel`]
  const channels = x.length / side ** 2
  const filters = kernel.length / (9 * channels)
  const bias = variables[`${layer}/bias`] ?? Array<number>(filters).fill(0)
  const y = Array.from({ length: side ** 2 * filters }, (_, i) => bias[i % filters])
  const inside = (at: number): boolean => at >= 0 && at < side
  for (let i = 0; i < y.length; i++) {
    const [row, column, filter] = [Math.floor(i / (side * filters)), Math.floor(i / filters) % side, i % filters]
    for (let tap = 0; tap < 9 * channels; tap++) {
      const down = row + Math.floor(tap / (3 * channels)) - 1
      const right = column + (Math.floor(tap / channels) % 3) - 1
      if (!inside(down) || !inside(right)) continue
      y[i] += x[(down * side + right) * channels + (tap % channels)] * kernel[tap * filters + filter]
    }
  }
  return y
}

/** The maximum of each window of 2×2: [side, side, channels] → [side/2, side/2, channels]. */
export function pool(x: Values, side: number): number[] {
  const channels = x.length / side ** 2
  const half = side / 2
  return Array.from({ length: half * half * channels }, (_, i) => {
    const [row, column, c] = [Math.floor(i / (half * channels)), Math.floor(i / channels) % half, i % channels]
    const at = (down: number, right: number): number => x[((2 * row + down) * side + 2 * column + right) * channels + c]
    return Math.max(at(0, 0), at(0, 1), at(1, 0), at(1, 1))
  })
}

export const relu = (x: Values): number[] => x.map((value) => Math.max(value, 0))

export const sigmoid = (x: Values): number[] => x.map((value) => 1 / (1 + Math.exp(-value)))

export function softmax(x: Values): number[] {
  const exponentials = x.map(Math.exp)
  const sum = exponentials.reduce((total, value) => total + value, 0)
  return exponentials.map((value) => value / sum)
}
