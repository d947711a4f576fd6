import type { Activation, Kernels } from '@evenkeel/core/backend'
import { activationValue } from '../../../glsl/index.js'
import type { Gpu } from '../../../gpu.js'

/** y = f(x). */
export function createActivate(gpu: Gpu): NonNullable<Kernels['activate']> {
  const programs = gpu.family((activation: Activation) => ({
    name: `activate ${activation}`,
    reads: ['x'],
    writes: ['result'],
    floats: ['alpha'],
    functions: [activationValue(activation)],
    texel: `
      vec4 v = xTexel(t);
      result = vec4(activated(v.x, alpha), activated(v.y, alpha), activated(v.z, alpha), activated(v.w, alpha));`,
  }))
  return ({ x, y, activation, alpha }) => programs(activation).launch({ x, result: y, alpha })
}
