import { sizeOf } from '../tensor/index.js'
import type { Initializer } from './initializer.js'
import { requireNumber } from './require-number.js'

/** Options of {@link randomUniform}. */
export interface RandomUniformOptions {
  /** Default −0.05. */
  readonly min?: number
  /** Default 0.05. */
  readonly max?: number
}

/**
 * Uniform numbers from `min` to `max`.
 *
 * @throws OptionError when a limit is not finite, or max < min
 */
export function randomUniform({ min = -0.05, max = 0.05 }: RandomUniformOptions = {}): Initializer {
  requireNumber('randomUniform', 'min', min)
  requireNumber('randomUniform', 'max', max, min)
  return {
    name: 'randomUniform',
    generate: (shape, random) => random.uniform(sizeOf(shape)).map((u) => min + (max - min) * u),
  }
}
