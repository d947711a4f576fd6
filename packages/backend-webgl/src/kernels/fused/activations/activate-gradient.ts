import type { Activation, Kernels } from '@evenkeel/core/backend'
import { activationSlope } from '../../../glsl/index.js'
import type { Gpu } from '../../../gpu.js'

/** dx = dy·f′, from the output or the input of the activation. */
export function createActivateGradient(gpu: Gpu): NonNullable<Kernels['activateGradient']> {
  const programs = gpu.family((activation: Activation) => ({
    name: `activateGradient ${activation}`,
    reads: ['dy', 'saved'],
    writes: ['result'],
    floats: ['alpha'],
    functions: [activationSlope(activation)],
    texel: `
      vec4 s = savedTexel(t);
      vec4 slope = vec4(
        activationSlope(s.x, alpha), activationSlope(s.y, alpha),
        activationSlope(s.z, alpha), activationSlope(s.w, alpha));
      result = dyTexel(t) * slope;`,
  }))
  return ({ dy, saved, dx, activation, alpha }) => programs(activation).launch({ dy, saved, result: dx, alpha })
}
