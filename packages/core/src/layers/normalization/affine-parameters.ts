import { resolveConstraint, type ConstraintLike } from '../../constraints/index.js'
import type { InitializerLike } from '../../initializers/index.js'
import { resolveRegularizer, type RegularizerLike } from '../../regularizers/index.js'
import type { Shape } from '../../tensor/index.js'
import type { Parameter, ParameterOptions } from '../parameter.js'

/** Options of γ and β, which every normalization layer has. */
export interface AffineOptions {
  /** Whether there is a shift β. Default true. */
  readonly center?: boolean
  /** Whether there is a scale γ. Default true. */
  readonly scale?: boolean
  /** Default 'zeros'. */
  readonly betaInitializer?: InitializerLike
  /** Default 'ones'. */
  readonly gammaInitializer?: InitializerLike
  readonly betaRegularizer?: RegularizerLike | null
  readonly gammaRegularizer?: RegularizerLike | null
  readonly betaConstraint?: ConstraintLike | null
  readonly gammaConstraint?: ConstraintLike | null
}

/** How a layer declares a parameter: its `addParameter`. */
export type Declare = (
  name: string,
  shape: Shape,
  options: Omit<ParameterOptions, 'initializer'> & { readonly initializer: InitializerLike },
) => Parameter

/** Declares γ and β of a shape, those that the options ask for. */
export function affineParameters(
  declare: Declare,
  shape: Shape,
  options: AffineOptions,
): { readonly gamma: Parameter | null; readonly beta: Parameter | null } {
  const { center = true, scale = true, betaInitializer = 'zeros', gammaInitializer = 'ones' } = options
  const gamma = (): Parameter =>
    declare('gamma', shape, {
      kind: 'gamma',
      initializer: gammaInitializer,
      regularizer: resolveRegularizer(options.gammaRegularizer),
      constraint: resolveConstraint(options.gammaConstraint),
    })
  const beta = (): Parameter =>
    declare('beta', shape, {
      kind: 'beta',
      initializer: betaInitializer,
      regularizer: resolveRegularizer(options.betaRegularizer),
      constraint: resolveConstraint(options.betaConstraint),
    })
  return { gamma: scale ? gamma() : null, beta: center ? beta() : null }
}
