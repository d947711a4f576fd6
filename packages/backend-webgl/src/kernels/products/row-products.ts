import type { Gpu } from '../../gpu.js'
import { finishing, type Finish } from './finish.js'
import { blockConstants, loadA, loadB } from './loads.js'
import type { Product, Shape } from './shape.js'

/** Four columns of one row a thread, where n, and k unless only a is transposed, are multiples of 4. */
export function createRowProducts(gpu: Gpu): (product: Product, shape: Shape, finish: Finish) => void {
  const programs = gpu.family(({ biased, activation, ...shape }: Shape & Finish) => {
    const { functions, helpers } = finishing({ biased, activation })
    return {
      name: 'product by rows',
      reads: ['a', 'b', 'bias'],
      writes: ['result'],
      floats: ['alpha'],
      constants: blockConstants(shape),
      functions,
      helpers: `${loadA(shape, 1)}${loadB(shape)}${helpers}`,
      texel: `
      int columns = t % nTexels;
      int row = (t / nTexels) % m;
      int item = t / (nTexels * m);
      vec4 total = vec4(0.0);
      for (int s = 0; s < kTexels; s++) total += loadB(item, columns, s) * loadA(item, row, s);
      result = finished(total, 4 * columns);`,
    }
  })
  return ({ a, b, bias, out, alpha }, shape, finish) => {
    programs({ ...shape, ...finish }).launch({ a, b, bias: bias ?? a, result: out, alpha })
  }
}
