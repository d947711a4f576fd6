import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'

/** out[r][j] = table[rows[r]][j]; rows of whole texels move texel by texel. */
export function createGatherRows(gpu: Gpu): Kernels['gatherRows'] {
  const named = { reads: ['table', 'rows'], writes: ['result'], integers: ['rowLength'] } as const
  const texels = gpu.program({
    ...named,
    name: 'gatherRows of texels',
    texel: `
      int rowTexels = rowLength / 4;
      int row = t / rowTexels;
      result = tableTexel(int(rows(row)) * rowTexels + t % rowTexels);`,
  })
  const elements = gpu.program({
    ...named,
    name: 'gatherRows',
    element: 'result = table(int(rows(i / rowLength)) * rowLength + i % rowLength);',
  })
  return ({ table, rows, out, rowLength }) => {
    const program = rowLength % LANES === 0 ? texels : elements
    program.launch({ table, rows, result: out, rowLength })
  }
}
