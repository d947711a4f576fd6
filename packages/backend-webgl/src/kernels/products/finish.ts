import type { FusibleActivation } from '@evenkeel/core/backend'
import { activationValue, type GlslFunction } from '../../glsl/index.js'

/** What is done to the sums of a product before they are stored. */
export interface Finish {
  readonly biased: boolean
  readonly activation: FusibleActivation | null
}

/** `float finished(float v, int column)`, for programs that read `bias` and have the float `alpha`. */
export function finishing({ biased, activation }: Finish): {
  readonly functions: readonly GlslFunction[]
  readonly helpers: string
} {
  const shifted = biased ? 'v + bias(column)' : 'v'
  return {
    functions: activation === null ? [] : [activationValue(activation)],
    helpers: `
float finished(float v, int column) {
  return ${activation === null ? shifted : `activated(${shifted}, alpha)`};
}
vec4 finished(vec4 v, int column) {
  return vec4(
    finished(v.x, column), finished(v.y, column + 1), finished(v.z, column + 2), finished(v.w, column + 3));
}`,
  }
}
