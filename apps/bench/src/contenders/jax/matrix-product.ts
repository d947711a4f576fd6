import { timed } from '../../measure/timed.js'
import type { MatrixProductInputs } from '../../workloads/matrix-products.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import type { Jax, JaxArray } from './jax.js'

/** `numpy.matmul`, of transposed views where factors are transposed, in `jit`. */
export function jaxMatrixProduct(jax: Jax, { products }: MatrixProductInputs): Subject {
  const { numpy: np } = jax
  const factors = products.map(({ name, m, n, k, transposeA, transposeB, ...data }) => {
    const a = np.array(data.a).reshape(transposeA ? [k, m] : [m, k])
    const b = np.array(data.b).reshape(transposeB ? [n, k] : [k, n])
    const product = jax.jit((a: JaxArray, b: JaxArray) =>
      np.matmul(transposeA ? np.transpose(a) : a, transposeB ? np.transpose(b) : b),
    )
    return { name, owned: [a, b, product], multiply: () => product(a.ref, b.ref) }
  })
  return {
    outputs: async (): Promise<Outputs> => {
      const found: Record<string, Float32Array> = {}
      for (const { name, multiply } of factors) found[name] = await multiply().data()
      return found
    },
    runs: Object.fromEntries(
      factors.map(({ name, multiply }) => {
        const run = async (): Promise<void> => (await jax.blockUntilReady(multiply())).dispose()
        return [name, timed(run)]
      }),
    ),
    dispose: () => factors.forEach(({ owned }) => owned.forEach((one) => one.dispose())),
  }
}
