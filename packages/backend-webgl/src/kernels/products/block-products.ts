import type { Gpu } from '../../gpu.js'
import { LANES, layoutOf, type Layout } from '../../texture/layout.js'
import { finishing, type Finish } from './finish.js'
import { blockConstants, loadA, loadB } from './loads.js'
import { texelsOf, type Product, type Shape } from './shape.js'

interface BlockKey extends Shape {
  readonly inA: Layout
  readonly inB: Layout
}

interface CombineKey extends Finish {
  readonly m: number
  readonly n: number
  /** Of what the blocks gave. */
  readonly inRow: Layout
}

/** Render targets of a launch of {@link createBlockProducts}. */
export const BLOCK_TARGETS = 4

/**
 * Four rows by four columns a thread, where a and b have rows of whole texels: row r of each block goes to render
 * target r, and a second launch puts the rows back in order, with bias and activation.
 */
export function createBlockProducts(gpu: Gpu): (product: Product, shape: Shape, finish: Finish) => void {
  const blocks = gpu.family(({ inA, inB, ...shape }: BlockKey) => ({
    name: 'product by blocks',
    reads: ['a', 'b'],
    writes: ['row0', 'row1', 'row2', 'row3'],
    constants: blockConstants(shape),
    layouts: { a: inA, b: inB },
    helpers: `${loadA(shape, 4)}${loadB(shape)}`,
    texel: `
      int columns = t % nTexels;
      int rows = (t / nTexels) % mTexels;
      int item = t / (nTexels * mTexels);
      mat4 total = mat4(0.0);
      for (int s = 0; s < kTexels; s++) total += loadB(item, columns, s) * loadA(item, rows, s);
      row0 = total[0];
      row1 = total[1];
      row2 = total[2];
      row3 = total[3];`,
  }))
  const combine = createCombine(gpu)
  return ({ a, b, bias, out, batch, alpha }, shape, finish) => {
    const length = batch * texelsOf(shape.m) * texelsOf(shape.n) * LANES
    const row0 = gpu.temporary(length)
    const row1 = gpu.temporary(length)
    const row2 = gpu.temporary(length)
    const row3 = gpu.temporary(length)
    const [inA, inB, inRow] = [a.length, b.length, length].map(layoutOf)
    blocks({ ...shape, inA, inB }).launch({ a, b, row0, row1, row2, row3 })
    combine({ m: shape.m, n: shape.n, inRow, ...finish }).launch({
      row0,
      row1,
      row2,
      row3,
      bias: bias ?? a,
      result: out,
      alpha,
    })
    for (const row of [row0, row1, row2, row3]) gpu.release(row)
  }
}

/** Interleaves the rows of blocks; texel by texel where rows of the output are whole texels. */
function createCombine(gpu: Gpu) {
  return gpu.family(({ m, n, inRow, ...finish }: CombineKey) => {
    const { functions, helpers } = finishing(finish)
    const texels = n % LANES === 0
    const body = texels
      ? `
      int columns = t % nTexels;
      int line = t / nTexels;
      result = finished(rowOf(line, columns), 4 * columns);`
      : `
      int column = i % n;
      result = finished(rowOf(i / n, column / 4)[column & 3], column);`
    return {
      name: 'rows of a product',
      reads: ['row0', 'row1', 'row2', 'row3', 'bias'],
      writes: ['result'],
      floats: ['alpha'],
      layouts: { row0: inRow, row1: inRow, row2: inRow, row3: inRow },
      constants: { m, n, mTexels: texelsOf(m), nTexels: texelsOf(n) },
      functions,
      helpers: `
vec4 rowOf(int line, int columns) {
  int row = line % m;
  int block = ((line / m) * mTexels + row / 4) * nTexels + columns;
  if ((row & 2) == 0) return (row & 1) == 0 ? row0Texel(block) : row1Texel(block);
  return (row & 1) == 0 ? row2Texel(block) : row3Texel(block);
}${helpers}`,
      ...(texels ? { texel: body } : { element: body }),
    } as const
  })
}
