import { OptionError } from '@evenkeel/core'
import { timed } from '../../measure/timed.js'
import type { BatchNormInputs } from '../../workloads/batch-norm.js'
import { channelExtents } from '../../workloads/channel-extents.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import { tfjsIdle } from './idle.js'
import type { TfTensor, Tfjs } from './tfjs.js'

/** γ·(x − mean)/√(variance + ε) + β, the vectors in a shape that suits x. */
type TfApply = (
  x: TfTensor,
  vectors: { mean: TfTensor; variance: TfTensor; gamma: TfTensor; beta: TfTensor },
  epsilon: number,
) => TfTensor

/** How batch norm is written. */
export interface TfNormalization {
  readonly apply: TfApply
  /** Whether it is right where the channels are not the last axis. */
  readonly anyAxis: boolean
}

/** As the layers of TensorFlow.js do it: `tf.batchNorm`. */
export function normalizeAsLayers(tf: Tfjs): TfNormalization {
  return {
    apply: (x, { mean, variance, gamma, beta }, epsilon) => tf.batchNorm(x, mean, variance, beta, gamma, epsilon),
    anyAxis: false,
  }
}

/** Written out in elementwise operations: `tf.batchNorm` has an expensive gradient, and this one does not need it. */
export function normalizeElementwise(tf: Tfjs): TfNormalization {
  return {
    apply: (x, { mean, variance, gamma, beta }, epsilon) => {
      const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)))
      return tf.add(tf.mul(tf.sub(x, mean), scale), beta)
    },
    anyAxis: true,
  }
}

/**
 * Batch norm by `tf.moments`, its gradients by `tf.valueAndGrads`, and by given statistics.
 *
 * @throws OptionError for channels first where the normalization is by `tf.batchNorm`
 */
export function tfjsBatchNorm(tf: Tfjs, inputs: BatchNormInputs, { apply, anyAxis }: TfNormalization): Subject {
  const { shape, axis, epsilon } = inputs
  if (axis !== shape.length - 1 && !anyAxis) {
    throw new OptionError({
      what: 'tf.batchNorm reads the last axis as the channels, on this backend.',
      remedy: 'Compare with the elementwise form.',
    })
  }
  const { channels, inner } = channelExtents(inputs)
  const vectorShape = inner === 1 ? [channels] : [channels, ...shape.slice(axis + 1).map(() => 1)]
  const vector = (values: Float32Array): TfTensor => tf.tensor(values, vectorShape, 'float32')
  const x = tf.tensor(inputs.x, shape, 'float32')
  const dy = tf.tensor(inputs.dy, shape, 'float32')
  const [gamma, beta, mean, variance] = [inputs.gamma, inputs.beta, inputs.mean, inputs.variance].map(vector)
  const axes = shape.map((_, i) => i).filter((i) => i !== axis)
  const normalize = (x: TfTensor, gamma: TfTensor, beta: TfTensor): TfTensor => {
    const moments = tf.moments(x, axes, inner !== 1)
    return apply(x, { ...moments, gamma, beta }, epsilon)
  }
  const differentiate = tf.valueAndGrads(normalize)
  const infer = (): TfTensor => apply(x, { mean, variance, gamma, beta }, epsilon)
  const tidy = (work: () => unknown) =>
    timed(
      () => tf.tidy(() => void work()),
      () => tfjsIdle(tf),
    )
  return {
    outputs: async (): Promise<Outputs> => {
      const { value, grads } = differentiate([x, gamma, beta], dy)
      const found = [value, ...grads, tf.tidy(infer)]
      const [y, dx, dgamma, dbeta, inferred] = await Promise.all(found.map((result) => result.data()))
      for (const result of found) result.dispose()
      return { y, dx, dgamma, dbeta, inferred }
    },
    runs: {
      forward: tidy(() => normalize(x, gamma, beta)),
      'forward + backward': tidy(() => differentiate([x, gamma, beta], dy)),
      inference: tidy(infer),
    },
    dispose: () => [x, dy, gamma, beta, mean, variance].forEach((owned) => owned.dispose()),
  }
}
