import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'

/** out[i] = x[i] in the dtype of `out`. Integers travel as floats, so only the way to int32 computes anything. */
export function createCast(gpu: Gpu): Kernels['cast'] {
  const programs = gpu.family((towards: 'same' | 'integer') => ({
    name: 'cast',
    reads: ['x'],
    writes: ['result'],
    // By way of an integer, which has no −0.
    texel: towards === 'same' ? 'result = xTexel(t);' : 'result = vec4(ivec4(xTexel(t)));',
  }))
  return ({ x, out }) => {
    const truncates = x.dtype === 'float32' && out.dtype === 'int32'
    programs(truncates ? 'integer' : 'same').launch({ x, result: out })
  }
}
