import { timed } from '../../measure/timed.js'
import type { LayerSpec } from '../../workloads/networks/network.js'
import type { TrainingInputs } from '../../workloads/training.js'
import type { Subject } from '../../workloads/workload.js'
import { normalizeElementwise } from './batch-norm.js'
import type { TfTensor, TfVariable, Tfjs } from './tfjs.js'
import { tfjsOptimizer } from './training.js'

/** x in, x out, in training. */
type Apply = (x: TfTensor) => TfTensor

/**
 * The same training in TensorFlow.js's core alone, as somebody would write it who wants it fast: no layers, batch norm
 * elementwise, `tf.losses.softmaxCrossEntropy` on logits, `optimizer.minimize`, running statistics kept by `assign`, and the
 * losses added up on the backend and read once an epoch.
 */
export function tfjsHandwrittenTraining(tf: Tfjs, inputs: TrainingInputs): Subject {
  const { network, samples, classes, batchSize, epochs } = inputs
  const variables: TfVariable[] = []
  const layers = network.layers.map((spec) => trainingLayer(tf, spec, variables))
  const sampleSize = inputs.images.length / samples
  const batches = Array.from({ length: samples / batchSize }, (_, i) => {
    const [first, end] = [i * batchSize, (i + 1) * batchSize]
    const labels = new Float32Array(batchSize * classes)
    inputs.labels.subarray(first, end).forEach((label, row) => (labels[row * classes + label] = 1))
    return {
      x: tf.tensor(
        inputs.images.slice(first * sampleSize, end * sampleSize),
        [batchSize, ...network.inputShape],
        'float32',
      ),
      y: tf.tensor(labels, [batchSize, classes], 'float32'),
    }
  })
  const optimizer = tfjsOptimizer(tf, inputs)
  const trained = variables.filter(({ trainable }) => trainable)
  const step = ({ x, y }: (typeof batches)[number]): TfTensor =>
    optimizer.minimize(
      () =>
        tf.losses.softmaxCrossEntropy(
          y,
          layers.reduce((values, layer) => layer(values), x),
        ),
      true,
      trained,
    )
  const train = async (): Promise<number[]> => {
    const losses: number[] = []
    for (let epoch = 0; epoch < epochs; epoch++) {
      const sum = tf.tidy(() => batches.map(step).reduce((a, b) => tf.add(a, b)))
      losses.push((await sum.data())[0] / batches.length)
      sum.dispose()
    }
    return losses
  }
  return {
    outputs: async () => ({ loss: Float32Array.from(await train()) }),
    runs: { training: timed(train) },
    dispose: () => {
      optimizer.dispose()
      for (const owned of [...variables, ...batches.flatMap(({ x, y }) => [x, y])]) owned.dispose()
    },
  }
}

/** Adds the layer's variables to `variables`. The last layer's softmax is left to the loss. */
function trainingLayer(tf: Tfjs, spec: LayerSpec, variables: TfVariable[]): Apply {
  const variable = (values: Float32Array, shape: readonly number[], trainable = true): TfVariable => {
    const made = tf.variable(tf.tensor(values, shape, 'float32'), trainable)
    variables.push(made)
    return made
  }
  switch (spec.kind) {
    case 'dense': {
      const kernel = variable(spec.kernel, [spec.inputs, spec.units])
      const bias = spec.bias === null ? null : variable(spec.bias, [spec.units])
      return (x) => {
        const product = tf.matMul(x, kernel, false, false)
        const sum = bias === null ? product : tf.add(product, bias)
        return spec.activation === 'relu' ? tf.relu(sum) : sum
      }
    }
    case 'convolution': {
      const kernel = variable(spec.kernel, [spec.size, spec.size, spec.channels, spec.filters])
      return (x) => tf.conv2d(x, kernel, 1, 'same')
    }
    case 'batchNorm': {
      const [gamma, beta] = [spec.gamma, spec.beta].map((values) => variable(values, [spec.channels]))
      const running = [spec.mean, spec.variance].map((values) => variable(values, [spec.channels], false))
      const { apply } = normalizeElementwise(tf)
      return (x) => {
        const { mean, variance } = tf.moments(x, leadingAxes(x), false)
        for (const [i, found] of [mean, variance].entries()) {
          running[i].assign(tf.add(tf.mul(running[i], spec.momentum), tf.mul(found, 1 - spec.momentum)))
        }
        return apply(x, { mean, variance, gamma, beta }, spec.epsilon)
      }
    }
    case 'activation':
      return spec.activation === 'relu' ? (x) => tf.relu(x) : (x) => tf.sigmoid(x)
    case 'maxPool':
      return (x) => tf.maxPool(x, 2, 2, 'valid')
    case 'flatten':
      return (x) => tf.reshape(x, [x.shape[0], -1])
  }
}

/** All axes but that of the channels. */
function leadingAxes({ shape }: TfTensor): number[] {
  return shape.slice(1).map((_, axis) => axis)
}
