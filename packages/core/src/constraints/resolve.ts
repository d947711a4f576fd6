import { OptionError } from '../errors.js'
import type { Constraint } from './constraint.js'
import { nonNegative } from './non-negative.js'
import { maxNorm, minMaxNorm, unitNorm } from './norm.js'

/** Names of constraints with their default options; 'nonNeg' is Keras's word for 'nonNegative'. */
export type ConstraintName = 'nonNegative' | 'nonNeg' | 'maxNorm' | 'unitNorm' | 'minMaxNorm'

const CONSTRAINTS: Readonly<Record<ConstraintName, () => Constraint>> = {
  nonNegative,
  nonNeg: nonNegative,
  maxNorm,
  unitNorm,
  minMaxNorm,
}

/** A constraint, or the name of one. */
export type ConstraintLike = Constraint | ConstraintName

/**
 * Null for none.
 *
 * @throws OptionError when there is no constraint of that name
 */
export function resolveConstraint(given: ConstraintLike | null | undefined): Constraint | null {
  if (given === null || given === undefined) return null
  if (typeof given === 'object' && 'project' in given) return given
  if (typeof given === 'string' && Object.hasOwn(CONSTRAINTS, given)) return CONSTRAINTS[given]()
  throw new OptionError({
    what: `There is no constraint ${typeof given === 'string' ? `'${given}'` : String(given)}.`,
    remedy: `Use one of ${Object.keys(CONSTRAINTS).join(', ')}, or what maxNorm({ maxValue: 3 }) and its like return.`,
  })
}
