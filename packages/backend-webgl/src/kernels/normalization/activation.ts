import type { FusibleActivation } from '@evenkeel/core/backend'
import { activationSlope, activationValue, type GlslFunction } from '../../glsl/index.js'

/** `vec4 NAME(vec4 x, float alpha)` beside the function for one element. */
function forFour(name: string, one: GlslFunction): GlslFunction {
  const lanes = [...'xyzw'].map((lane) => `${name}(x.${lane}, alpha)`)
  return { uses: [one], source: `vec4 ${name}(vec4 x, float alpha) { return vec4(${lanes.join(', ')}); }` }
}

/** `activated(x, alpha)` for a float and for four; nothing where there is no activation. */
export function valueFunctions(activation: FusibleActivation | null): readonly GlslFunction[] {
  return activation === null ? [] : [forFour('activated', activationValue(activation))]
}

/** `activationSlope(y, alpha)` for a float and for four; nothing where there is no activation. */
export function slopeFunctions(activation: FusibleActivation | null): readonly GlslFunction[] {
  return activation === null ? [] : [forFour('activationSlope', activationSlope(activation))]
}
