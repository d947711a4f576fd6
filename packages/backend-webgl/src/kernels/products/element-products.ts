import type { Gpu } from '../../gpu.js'
import { finishing, type Finish } from './finish.js'
import type { Product, Shape } from './shape.js'

/** One element after the other: right for every shape, and the fastest for small ones, being a single launch. */
export function createElementProducts(gpu: Gpu): (product: Product, shape: Shape, finish: Finish) => void {
  const programs = gpu.family(({ m, n, k, transposeA, transposeB, ...finish }: Shape & Finish) => {
    const { functions, helpers } = finishing(finish)
    return {
      name: 'product by elements',
      reads: ['a', 'b', 'bias'],
      writes: ['result'],
      floats: ['alpha'],
      constants: { m, n, k },
      functions,
      helpers,
      element: `
      int column = i % n;
      int row = (i / n) % m;
      int item = i / (n * m);
      float total = 0.0;
      for (int j = 0; j < k; j++) {
        int atA = ${transposeA ? '(item * k + j) * m + row' : '(item * m + row) * k + j'};
        int atB = ${transposeB ? '(item * n + column) * k + j' : '(item * k + j) * n + column'};
        total += a(atA) * b(atB);
      }
      result = finished(total, column);`,
    }
  })
  return ({ a, b, bias, out, alpha }, shape, finish) => {
    programs({ ...shape, ...finish }).launch({ a, b, bias: bias ?? a, result: out, alpha })
  }
}
