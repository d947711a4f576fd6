import { isSaturating, type ActivationSample, type Rectifier, type SaturatingActivation } from './probe.js'

/** What goes into a sigmoid or tanh at the end of a layer. */
export interface SaturatingHealth {
  readonly layer: string
  readonly activation: SaturatingActivation
  /** The 15, 50 and 85 % quantiles of the inputs, limited to where float32 outputs end (±16.6 and ±9). */
  readonly quantiles: readonly [low: number, median: number, high: number]
  /** The slope of the activation at these quantiles. */
  readonly slopes: readonly [low: number, median: number, high: number]
}

/** What comes out of a rectifier at the end of a layer. */
export interface RectifierHealth {
  readonly layer: string
  readonly activation: Rectifier
  /** Extent of the last axis. */
  readonly units: number
  /** Units that gave 0 for all data. */
  readonly deadUnits: number
}

export type ActivationHealth = SaturatingHealth | RectifierHealth

/** The quantiles of the paper's Figure 1 (Ioffe and Szegedy 2015). */
const QUANTILES = [0.15, 0.5, 0.85] as const

interface Formula {
  readonly inverse: (y: number) => number
  readonly slope: (y: number) => number
  /** Where the output in float32 is as good as 1. */
  readonly limit: number
}

const FORMULAS: Readonly<Record<SaturatingActivation, Formula>> = {
  sigmoid: { inverse: (y) => Math.log(y / (1 - y)), slope: (y) => y * (1 - y), limit: 16.6 },
  tanh: { inverse: Math.atanh, slope: (y) => 1 - y * y, limit: 9 },
}

/** The figures of one activation from its outputs in all batches. */
export function activationHealth(samples: readonly ActivationSample[]): ActivationHealth {
  const [{ layer, activation }] = samples
  if (isSaturating(activation)) return { layer, activation, ...saturation(activation, samples) }
  const largest = samples
    .map(({ outputs }) => outputs)
    .reduce((a, b) => a.map((value, unit) => Math.max(value, b[unit])))
  return { layer, activation, units: largest.length, deadUnits: largest.filter((value) => value === 0).length }
}

/** Input and slope follow from the output, which is all that a fused kernel leaves. */
function saturation(
  activation: SaturatingActivation,
  samples: readonly ActivationSample[],
): Pick<SaturatingHealth, 'quantiles' | 'slopes'> {
  const { inverse, slope, limit } = FORMULAS[activation]
  const outputs = Float64Array.from(samples.flatMap((sample) => [...sample.outputs])).sort()
  const [low, median, high] = QUANTILES.map((share) => outputs[Math.floor(share * (outputs.length - 1))])
  const input = (y: number): number => Math.max(-limit, Math.min(limit, inverse(y)))
  return {
    quantiles: [input(low), input(median), input(high)],
    slopes: [slope(low), slope(median), slope(high)],
  }
}
