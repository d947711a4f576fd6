import type { BatchNormInputs } from '../../workloads/batch-norm.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import type { TfTensor, Tfjs } from './tfjs.js'

/** Batch normalization by the statistics of the batch itself. */
export type TfNormalize = (x: TfTensor, gamma: TfTensor, beta: TfTensor, epsilon: number) => TfTensor

/** As the layers of TensorFlow.js do it: `tf.moments` and `tf.batchNorm`. */
export function normalizeAsLayers(tf: Tfjs): TfNormalize {
  return (x, gamma, beta, epsilon) => {
    const { mean, variance } = tf.moments(x, 0)
    return tf.batchNorm(x, mean, variance, beta, gamma, epsilon)
  }
}

/** Written out in elementwise operations: `tf.batchNorm` has an expensive gradient, and this one does not need it. */
export function normalizeElementwise(tf: Tfjs): TfNormalize {
  return (x, gamma, beta, epsilon) => {
    const { mean, variance } = tf.moments(x, 0)
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)))
    return tf.add(tf.mul(tf.sub(x, mean), scale), beta)
  }
}

/** Runs `normalize`, and its gradients by `tf.valueAndGrads`. */
export function tfjsBatchNorm(tf: Tfjs, inputs: BatchNormInputs, normalize: TfNormalize): Subject {
  const { rows, channels, epsilon } = inputs
  const x = tf.tensor(inputs.x, [rows, channels], 'float32')
  const dy = tf.tensor(inputs.dy, [rows, channels], 'float32')
  const gamma = tf.tensor(inputs.gamma, [channels], 'float32')
  const beta = tf.tensor(inputs.beta, [channels], 'float32')
  const differentiate = tf.valueAndGrads((x, gamma, beta) => normalize(x, gamma, beta, epsilon))
  return {
    outputs: async (): Promise<Outputs> => {
      const { value, grads } = differentiate([x, gamma, beta], dy)
      const found = [value, ...grads]
      const [y, dx, dgamma, dbeta] = await Promise.all(found.map((result) => result.data()))
      for (const result of found) result.dispose()
      return { y, dx, dgamma, dbeta }
    },
    runs: {
      forward: async () => tf.tidy(() => void normalize(x, gamma, beta, epsilon)),
      'forward + backward': async () => tf.tidy(() => void differentiate([x, gamma, beta], dy)),
    },
    dispose: () => [x, dy, gamma, beta].forEach((owned) => owned.dispose()),
  }
}
