import { ops, runInScope, tensor, type Device, type Tensor } from '@evenkeel/core'
import { timed } from '../../measure/timed.js'
import type { MatrixProductInputs } from '../../workloads/matrix-products.js'
import type { Outputs, Subject } from '../../workloads/workload.js'

/** `ops.matmul`. */
export function evenkeelMatrixProduct(device: Device, { products }: MatrixProductInputs): Subject {
  const factors = products.map(({ name, m, n, k, transposeA, transposeB, ...data }) => {
    const a = tensor(device, data.a, { shape: transposeA ? [k, m] : [m, k] })
    const b = tensor(device, data.b, { shape: transposeB ? [n, k] : [k, n] })
    return { name, a, b, multiply: (): Tensor => ops.matmul(a, b, { transposeA, transposeB }) }
  })
  return {
    outputs: async (): Promise<Outputs> => {
      const found: Record<string, Float32Array> = {}
      for (const { name, multiply } of factors) {
        const product = multiply()
        found[name] = (await product.read()) as Float32Array
        product.dispose()
      }
      return found
    },
    runs: Object.fromEntries(
      factors.map(({ name, multiply }) => {
        const run = (): void => runInScope(device, () => void multiply())
        return [name, timed(run, () => device.idle())]
      }),
    ),
    dispose: () => factors.forEach(({ a, b }) => [a, b].forEach((owned) => owned.dispose())),
  }
}
