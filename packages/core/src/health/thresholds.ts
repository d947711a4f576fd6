import { OptionError } from '../errors.js'

/** From where on a figure is a finding. */
export interface Thresholds {
  /** Train–eval gap of a layer, root mean square over its channels, in standard deviations. */
  readonly gap: number
  /** Train–eval gap of one channel, in standard deviations. */
  readonly channelGap: number
  /** Below: a gap that needs no explanation by few updates, in standard deviations. */
  readonly harmlessGap: number
  /** Share of the initial values in running statistics. */
  readonly initialShare: number
  /** Weight of the newest batch in running statistics. */
  readonly newestWeight: number
  /** Standard error of a batch's mean, in standard deviations. */
  readonly meanNoise: number
  /** Below: standard deviation of a channel's output, without β, that counts as none. */
  readonly deadOutput: number
  /** Share of channels or units that give 0 for all data. */
  readonly silentShare: number
  /** Below: slope of a sigmoid or tanh that passes no gradient on. */
  readonly slope: number
  /** Absolute value of an output, or a variance. */
  readonly largest: number
  /** Below: a variance that is not 0. */
  readonly smallestVariance: number
  /** |mean| / standard deviation of a channel. */
  readonly meanToDeviation: number
}

/** The thresholds and why they lie where they lie. */
export const THRESHOLDS: {
  readonly [K in keyof Thresholds]: { readonly value: number; readonly reason: string }
} = {
  gap: {
    value: 0.35,
    reason:
      'Means of batches of 8 stray as far by chance (1/√8). Dense(64), batch norm, Dense(10) on digits and MNIST ' +
      'stays below 0.33 where it trains well; a gap of 0.5 costs it 2 % of accuracy or more.',
  },
  channelGap: {
    value: 2,
    reason: 'Two standard deviations: not chance; rarely active channels of healthy networks come to 1.',
  },
  harmlessGap: {
    value: 0.1,
    reason: 'Means of batches of 100 stray as far: whatever running statistics consist of, they serve.',
  },
  initialShare: {
    value: 0.05,
    reason: 'Momentum 0.99 needs 299 updates for it; what is left moves statistics less than batches differ.',
  },
  newestWeight: {
    value: 0.5,
    reason:
      'The running average then spans fewer than three batches ((2 − w)/w); conventional weights are 0.001 to 0.2.',
  },
  meanNoise: {
    value: 0.3,
    reason:
      'Between batches of 16 (0.25), which train as well as large ones, and of 8 (0.35), where the error begins to ' +
      'rise (Wu and He 2018, Group Normalization, batch sizes 32 to 2).',
  },
  deadOutput: {
    value: 0.01,
    reason: 'Normalization is there to make it γ, which begins at 1: a hundredth carries nothing on.',
  },
  silentShare: {
    value: 0.2,
    reason: 'Up to a tenth of the rectified units of a healthy network stay silent on thousands of samples.',
  },
  slope: {
    value: 0.02,
    reason: 'Reached at |x| = 3.9 by the sigmoid and at 2.7 by tanh: less than a twelfth of what passes at 0.',
  },
  largest: {
    value: 1e30,
    reason: 'Float32 ends at 3.4e38; squares, as in a variance, end at 1.8e19 already.',
  },
  smallestVariance: {
    value: 1e-30,
    reason: 'Deviations of 1e-15, whose squares near the smallest normal float32, 1.2e-38, and vanish beside any ε.',
  },
  meanToDeviation: {
    value: 1e6,
    reason:
      'Neighbouring float32 values then lie a tenth of a standard deviation apart: the signal is mostly rounding.',
  },
}

/**
 * The thresholds with some replaced.
 *
 * @throws OptionError when there is none of a name, or a value is not a positive number
 */
export function resolveThresholds(given: Partial<Thresholds> = {}): Thresholds {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(THRESHOLDS, name)) {
      throw new OptionError({
        what: `There is no threshold '${name}'.`,
        remedy: `Use ${Object.keys(THRESHOLDS).join(', ')}.`,
      })
    }
    if (!(value > 0)) {
      throw new OptionError({
        what: `The threshold '${name}' is ${String(value)}.`,
        remedy: 'Give a number above 0; Infinity, or a tiny one for thresholds from below, silences the finding.',
      })
    }
  }
  const defaults = Object.entries(THRESHOLDS).map(([name, { value }]) => [name, value])
  return { ...(Object.fromEntries(defaults) as unknown as Thresholds), ...given }
}
