import type { Shape } from '../tensor/index.js'

/** Random numbers for one parameter. Each call continues where the last one ended. */
export interface InitializerRandom {
  /** Uniform numbers in [0, 1). */
  uniform(length: number): Float32Array
  /** Standard normal numbers. */
  normal(length: number): Float32Array
}

/**
 * First values of a parameter. They are made on the host, so that the same seed gives the same weights on every
 * device.
 */
export interface Initializer {
  readonly name: string
  /** The values of a parameter of `shape`, row-major. */
  generate(shape: Shape, random: InitializerRandom): Float32Array
}
