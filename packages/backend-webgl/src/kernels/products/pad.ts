import type { Buffer } from '@evenkeel/core/backend'
import type { WebglBuffer } from '../../buffer.js'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { texelsOf } from './shape.js'

/** Runs `use` with the matrix, its rows filled up to whole texels with zeros. */
export type WithPadded = (matrix: Buffer, rows: number, width: number, use: (padded: Buffer) => void) => void

/** Products read whole texels along rows, which therefore have to begin with one. */
export function createPadding(gpu: Gpu): WithPadded {
  const program = gpu.program({
    name: 'rows of whole texels',
    reads: ['x'],
    writes: ['result'],
    integers: ['width', 'texels'],
    texel: `
      int column = 4 * (t % texels);
      int from = (t / texels) * width + column;
      result = vec4(x(from), 0.0, 0.0, 0.0);
      if (column + 1 < width) result.y = x(from + 1);
      if (column + 2 < width) result.z = x(from + 2);
      if (column + 3 < width) result.w = x(from + 3);`,
  })
  return (matrix, rows, width, use) => {
    if (width % LANES === 0) {
      use(matrix)
      return
    }
    const texels = texelsOf(width)
    const padded: WebglBuffer = gpu.temporary(rows * texels * LANES)
    program.launch({ x: matrix, result: padded, width, texels })
    use(padded)
    gpu.release(padded)
  }
}
