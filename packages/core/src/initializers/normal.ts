import { sizeOf } from '../tensor/index.js'
import type { Initializer, InitializerRandom } from './initializer.js'
import { requireNumber } from './require-number.js'

/** Options of {@link randomNormal} and {@link truncatedNormal}. */
export interface NormalOptions {
  /** Default 0. */
  readonly mean?: number
  /** Standard deviation (of `truncatedNormal`: before it is truncated), at least 0. Default 0.05. */
  readonly stddev?: number
}

/**
 * Normal numbers.
 *
 * @throws OptionError when an option is not finite, or stddev < 0
 */
export function randomNormal(options: NormalOptions = {}): Initializer {
  return normalNamed('randomNormal', options, (length, random) => random.normal(length))
}

/**
 * Normal numbers, drawn again where they are two standard deviations or more from the mean.
 *
 * @throws OptionError when an option is not finite, or stddev < 0
 */
export function truncatedNormal(options: NormalOptions = {}): Initializer {
  return normalNamed('truncatedNormal', options, drawTruncated)
}

function normalNamed(
  name: string,
  { mean = 0, stddev = 0.05 }: NormalOptions,
  draw: (length: number, random: InitializerRandom) => Float32Array,
): Initializer {
  requireNumber(name, 'mean', mean)
  requireNumber(name, 'stddev', stddev, 0)
  return { name, generate: (shape, random) => draw(sizeOf(shape), random).map((z) => mean + stddev * z) }
}

function drawTruncated(length: number, random: InitializerRandom): Float32Array {
  const out = new Float32Array(length)
  let filled = 0
  while (filled < length) {
    for (const z of random.normal(length - filled)) if (Math.abs(z) < 2) out[filled++] = z
  }
  return out
}
