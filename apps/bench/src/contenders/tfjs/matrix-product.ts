import { timed } from '../../measure/timed.js'
import type { MatrixProductInputs } from '../../workloads/matrix-products.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import { tfjsIdle } from './idle.js'
import type { TfTensor, Tfjs } from './tfjs.js'

/** `tf.matMul`. */
export function tfjsMatrixProduct(tf: Tfjs, { products }: MatrixProductInputs): Subject {
  const factors = products.map(({ name, m, n, k, transposeA, transposeB, ...data }) => {
    const a = tf.tensor(data.a, transposeA ? [k, m] : [m, k], 'float32')
    const b = tf.tensor(data.b, transposeB ? [n, k] : [k, n], 'float32')
    return { name, a, b, multiply: (): TfTensor => tf.matMul(a, b, transposeA, transposeB) }
  })
  return {
    outputs: async (): Promise<Outputs> => {
      const found: Record<string, Float32Array> = {}
      for (const { name, multiply } of factors) {
        const product = multiply()
        found[name] = await product.data()
        product.dispose()
      }
      return found
    },
    runs: Object.fromEntries(
      factors.map(({ name, multiply }) => {
        const run = (): void => multiply().dispose()
        return [name, timed(run, () => tfjsIdle(tf))]
      }),
    ),
    dispose: () => factors.forEach(({ a, b }) => [a, b].forEach((owned) => owned.dispose())),
  }
}
