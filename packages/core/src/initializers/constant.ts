import { sizeOf } from '../tensor/index.js'
import type { Initializer } from './initializer.js'
import { requireNumber } from './require-number.js'

/** All 0. */
export function zeros(): Initializer {
  return repeated('zeros', 0)
}

/** All 1. */
export function ones(): Initializer {
  return repeated('ones', 1)
}

/**
 * All `value`.
 *
 * @throws OptionError when it is not a finite number
 */
export function constant(value: number): Initializer {
  requireNumber('constant', 'value', value)
  return repeated('constant', value)
}

function repeated(name: string, value: number): Initializer {
  return { name, generate: (shape) => new Float32Array(sizeOf(shape)).fill(value) }
}
