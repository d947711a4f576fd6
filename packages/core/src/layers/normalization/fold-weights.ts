import type { LayerWeights } from '../foldable.js'

/** A batch norm at test time as one affine map a channel: y = scale·x + shift, in double precision. */
export interface ChannelAffine {
  readonly scale: Float64Array
  readonly shift: Float64Array
}

/** Statistics and parameters of a batch norm, on the host. */
export interface FrozenNormalization {
  readonly mean: ArrayLike<number>
  readonly variance: ArrayLike<number>
  readonly gamma: ArrayLike<number> | null
  readonly beta: ArrayLike<number> | null
  readonly epsilon: number
}

/** scale = γ/√(σ² + ε), shift = β − μ·scale. */
export function channelAffine({ mean, variance, gamma, beta, epsilon }: FrozenNormalization): ChannelAffine {
  const scale = Float64Array.from(variance, (v, c) => (gamma?.[c] ?? 1) / Math.sqrt(v + epsilon))
  return { scale, shift: Float64Array.from(mean, (m, c) => (beta?.[c] ?? 0) - m * scale[c]) }
}

/** Takes a batch norm behind a linear layer into its weights: scale·(W·x + b) + shift. The kernel is [..., outputs]. */
export function foldBehind({ kernel, bias }: LayerWeights, { scale, shift }: ChannelAffine): LayerWeights {
  const outputs = scale.length
  return {
    kernel: kernel.map((weight, i) => weight * scale[i % outputs]),
    bias: Float32Array.from(shift, (s, c) => (bias?.[c] ?? 0) * scale[c] + s),
  }
}

/** Takes a batch norm before a linear layer into its weights: W·(scale·x + shift) + b. The kernel is [..., inputs, outputs]. */
export function foldBefore(
  { kernel, bias }: LayerWeights,
  { scale, shift }: ChannelAffine,
  outputs: number,
): LayerWeights {
  const inputs = scale.length
  const inputOf = (i: number): number => Math.floor(i / outputs) % inputs
  const sums = Float64Array.from({ length: outputs }, (_, c) => bias?.[c] ?? 0)
  kernel.forEach((weight, i) => {
    sums[i % outputs] += weight * shift[inputOf(i)]
  })
  return { kernel: kernel.map((weight, i) => weight * scale[inputOf(i)]), bias: Float32Array.from(sums) }
}
