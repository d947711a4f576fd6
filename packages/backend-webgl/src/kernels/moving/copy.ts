import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { fillsTexels } from '../../transfer/upload.js'

/**
 * into[intoOffset + i] = source[sourceOffset + i]. Where whole texels move to whole texels, the others are not touched;
 * else all of `into` is rendered anew, with its own elements beside the copied ones.
 */
export function createCopy(gpu: Gpu): Kernels['copy'] {
  const offsets = ['sourceOffset', 'intoOffset', 'count'] as const
  const texels = gpu.program({
    name: 'copy of texels',
    reads: ['source'],
    writes: ['result'],
    integers: offsets,
    texel: `
      int from = t - intoOffset / 4;
      if (from < 0 || 4 * from >= count) discard;
      result = sourceTexel(from + sourceOffset / 4);`,
  })
  const elements = gpu.program({
    name: 'copy',
    reads: ['source', 'old'],
    writes: ['result'],
    integers: offsets,
    element: `
      int from = i - intoOffset;
      result = from >= 0 && from < count ? source(from + sourceOffset) : old(i);`,
  })
  return ({ source, into, sourceOffset, intoOffset, length }) => {
    if (length === 0) return
    const range = { sourceOffset, intoOffset, count: length }
    if (sourceOffset % LANES === 0 && fillsTexels(intoOffset, length, into.length))
      texels.launch({ source, result: into, ...range })
    else elements.launch({ source, old: into, result: into, ...range })
  }
}
