import { maximum } from '../ops/index.js'
import type { Constraint } from './constraint.js'

/** max(w, 0). */
export function nonNegative(): Constraint {
  return { name: 'nonNegative', project: (parameter) => maximum(parameter, 0) }
}
