import { OptionError } from '../errors.js'
import { fansOf } from './fans.js'
import type { Initializer } from './initializer.js'
import { randomNormal, truncatedNormal } from './normal.js'
import { randomUniform } from './random-uniform.js'
import { requireNumber } from './require-number.js'

/** Options of {@link varianceScaling}. */
export interface VarianceScalingOptions {
  /** Variance times fan, above 0. Default 1. */
  readonly scale?: number
  /** Which fan: of the inputs, of the outputs, or the average of both. Default 'fanIn'. */
  readonly mode?: 'fanIn' | 'fanOut' | 'fanAvg'
  /** Default 'truncatedNormal'. */
  readonly distribution?: 'truncatedNormal' | 'untruncatedNormal' | 'uniform'
}

/** Standard deviation of the standard normal distribution truncated at ±2. */
const TRUNCATED_STDDEV = 0.8796256610342398

const FANS = {
  fanIn: (fanIn: number): number => fanIn,
  fanOut: (_: number, fanOut: number): number => fanOut,
  fanAvg: (fanIn: number, fanOut: number): number => (fanIn + fanOut) / 2,
}

const DISTRIBUTIONS = {
  truncatedNormal: (stddev: number): Initializer => truncatedNormal({ stddev: stddev / TRUNCATED_STDDEV }),
  untruncatedNormal: (stddev: number): Initializer => randomNormal({ stddev }),
  uniform: (stddev: number): Initializer => {
    const max = Math.sqrt(3) * stddev
    return randomUniform({ min: -max, max })
  },
}

/**
 * Numbers of mean 0 and variance scale / max(1, fan), so that signals neither grow nor fade from layer to layer.
 *
 * @throws OptionError when scale is not above 0, or a mode or distribution is unknown
 */
export function varianceScaling(options: VarianceScalingOptions = {}): Initializer {
  return scaled('varianceScaling', options)
}

/** Uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010), also called Xavier. */
export function glorotUniform(): Initializer {
  return scaled('glorotUniform', { mode: 'fanAvg', distribution: 'uniform' })
}

/** Truncated normal of variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010). */
export function glorotNormal(): Initializer {
  return scaled('glorotNormal', { mode: 'fanAvg' })
}

/** Uniform in ±√(6 / fanIn) (He et al. 2015), for relu. */
export function heUniform(): Initializer {
  return scaled('heUniform', { scale: 2, distribution: 'uniform' })
}

/** Truncated normal of variance 2 / fanIn (He et al. 2015), for relu. */
export function heNormal(): Initializer {
  return scaled('heNormal', { scale: 2 })
}

/** Uniform in ±√(3 / fanIn) (LeCun et al. 1998). */
export function lecunUniform(): Initializer {
  return scaled('lecunUniform', { distribution: 'uniform' })
}

/** Truncated normal of variance 1 / fanIn (LeCun et al. 1998), for selu. */
export function lecunNormal(): Initializer {
  return scaled('lecunNormal', {})
}

function scaled(name: string, options: VarianceScalingOptions): Initializer {
  const { scale = 1, mode = 'fanIn', distribution = 'truncatedNormal' } = options
  requireNumber(name, 'scale', scale, 0, 'excluded')
  requireKnown(name, 'mode', mode, FANS)
  requireKnown(name, 'distribution', distribution, DISTRIBUTIONS)
  return {
    name,
    generate: (shape, random) => {
      const { fanIn, fanOut } = fansOf(shape)
      const fan = Math.max(1, FANS[mode](fanIn, fanOut))
      return DISTRIBUTIONS[distribution](Math.sqrt(scale / fan)).generate(shape, random)
    },
  }
}

function requireKnown(initializer: string, option: string, given: string, known: object): void {
  if (Object.hasOwn(known, given)) return
  throw new OptionError({
    what: `${initializer}: ${option} is '${String(given)}'.`,
    remedy: `Use one of ${Object.keys(known).join(', ')}.`,
  })
}
