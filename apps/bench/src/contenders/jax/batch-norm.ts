import { timed } from '../../measure/timed.js'
import type { BatchNormInputs } from '../../workloads/batch-norm.js'
import { channelExtents } from '../../workloads/channel-extents.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import type { Jax, JaxArray } from './jax.js'

/** Vectors in a shape that suits x. */
export interface JaxAffine {
  readonly gamma: JaxArray
  readonly beta: JaxArray
  readonly epsilon: number
}

/** γ·(x − mean)/√(variance + ε) + β by the batch itself. Uses up the arrays. */
export function normalizeByBatch({ numpy: np }: Jax, x: JaxArray, axes: number[], affine: JaxAffine): JaxArray {
  const { gamma, beta, epsilon } = affine
  const mean = np.mean(x.ref, axes, { keepdims: true })
  const centered = x.sub(mean)
  const variance = np.mean(np.square(centered.ref), axes, { keepdims: true })
  return centered.mul(np.reciprocal(np.sqrt(variance.add(epsilon))).mul(gamma)).add(beta)
}

/** The same by given statistics. Uses up the arrays. */
export function normalizeByRunning(
  { numpy: np }: Jax,
  x: JaxArray,
  { gamma, beta, epsilon, mean, variance }: JaxAffine & { readonly mean: JaxArray; readonly variance: JaxArray },
): JaxArray {
  return x
    .sub(mean)
    .mul(np.reciprocal(np.sqrt(variance.add(epsilon))).mul(gamma))
    .add(beta)
}

/** Batch norm written out, its gradients by `vjp`, each in `jit`. */
export function jaxBatchNorm(jax: Jax, inputs: BatchNormInputs): Subject {
  const { shape, axis, epsilon } = inputs
  const { numpy: np, tree, blockUntilReady } = jax
  const { channels, inner } = channelExtents(inputs)
  const vectorShape = inner === 1 ? [channels] : [channels, ...shape.slice(axis + 1).map(() => 1)]
  const vectors = [inputs.gamma, inputs.beta, inputs.mean, inputs.variance]
  const [gamma, beta, mean, variance] = vectors.map((values) => np.array(values).reshape(vectorShape))
  const [x, dy] = [inputs.x, inputs.dy].map((values) => np.array(values).reshape([...shape]))
  const axes = shape.map((_, i) => i).filter((i) => i !== axis)
  const normalize = (x: JaxArray, gamma: JaxArray, beta: JaxArray): JaxArray =>
    normalizeByBatch(jax, x, axes, { gamma, beta, epsilon })
  const forward = jax.jit(normalize)
  const both = jax.jit((x: JaxArray, gamma: JaxArray, beta: JaxArray, dy: JaxArray): JaxArray[] => {
    const [y, backward] = jax.vjp(normalize, [x, gamma, beta])
    const gradients = backward(dy)
    backward.dispose()
    return [y, ...gradients]
  })
  const infer = jax.jit((x: JaxArray, gamma: JaxArray, beta: JaxArray, mean: JaxArray, variance: JaxArray) =>
    normalizeByRunning(jax, x, { gamma, beta, epsilon, mean, variance }),
  )
  const runForward = (): JaxArray => forward(x.ref, gamma.ref, beta.ref)
  const runBoth = (): JaxArray[] => both(x.ref, gamma.ref, beta.ref, dy.ref)
  const runInfer = (): JaxArray => infer(x.ref, gamma.ref, beta.ref, mean.ref, variance.ref)
  const finish = (work: () => JaxArray | JaxArray[]) => timed(async () => tree.dispose(await blockUntilReady(work())))
  return {
    outputs: async (): Promise<Outputs> => {
      const [y, dx, dgamma, dbeta, inferred] = await Promise.all(
        [...runBoth(), runInfer()].map((found) => found.data()),
      )
      return { y, dx, dgamma, dbeta, inferred }
    },
    runs: { forward: finish(runForward), 'forward + backward': finish(runBoth), inference: finish(runInfer) },
    dispose: () => {
      for (const owned of [x, dy, gamma, beta, mean, variance, forward, both, infer]) owned.dispose()
    },
  }
}
