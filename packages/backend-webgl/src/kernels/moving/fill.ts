import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'

/** out[i] = value. */
export function createFill(gpu: Gpu): Kernels['fill'] {
  const program = gpu.program({
    name: 'fill',
    reads: [],
    writes: ['result'],
    floats: ['value'],
    texel: 'result = vec4(value);',
  })
  return ({ out, value }) => program.launch({ result: out, value })
}
