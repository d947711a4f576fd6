import { resolveConstraint, type ConstraintLike } from '../../constraints/index.js'
import type { InitializerLike } from '../../initializers/index.js'
import { normalizeWeight } from '../../ops/index.js'
import type { KernelParametrization } from '../kernel-parametrization.js'

/** Options of {@link weightNormalization}. */
export interface WeightNormalizationOptions {
  /** Lengths of the weight vectors at the start. Default 'ones': outputs of variance 1 for whitened inputs. */
  readonly gainInitializer?: InitializerLike
  readonly gainConstraint?: ConstraintLike | null
}

/**
 * Weight normalization (Salimans and Kingma 2016): kernel = gain·v/‖v‖ with one gain a unit, a parameter of its own, so
 * that length and direction learn apart. The gain is of kind `gamma`, which weight decay leaves alone:
 * `dense(64, { kernelParametrization: weightNormalization() })`.
 */
export function weightNormalization(options: WeightNormalizationOptions = {}): KernelParametrization {
  const { gainInitializer = 'ones', gainConstraint } = options
  return {
    name: 'weightNormalization',
    build: (declare, kernelShape) => {
      const gain = declare('gain', kernelShape.slice(-1), {
        kind: 'gamma',
        initializer: gainInitializer,
        constraint: resolveConstraint(gainConstraint),
      })
      return (learned) => normalizeWeight(learned, gain.value)
    },
  }
}
