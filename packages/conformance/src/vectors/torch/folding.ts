import {
  batchNormalization,
  conv2d,
  dense,
  fold,
  sequential,
  type HostTensor,
  type Layer,
  type Sequential,
} from '@evenkeel/core'
import type { Numbers } from '../check/compare.js'
import { reading, type CaseRunner, type CaseSubject } from '../case/subject.js'
import { paddings, pairs } from './window-attributes.js'

/** The layer under a batch norm, and how PyTorch keeps its weight. */
interface FoldedLayer {
  readonly layer: Layer
  /** The weight as a kernel [..., inputs, outputs], and back. */
  readonly toKernel: (weight: HostTensor) => HostTensor
  readonly toWeight: (kernel: HostTensor) => HostTensor
  /** The axis of the channels behind it. */
  readonly axis: number
}

/** A batch norm at test time taken into the layer before it: its weights, and the outputs with and without it. */
function foldingRunner(
  layerOf: (subject: CaseSubject, weight: HostTensor, useBias: boolean) => FoldedLayer,
): CaseRunner {
  return reading(async (subject) => {
    const { attributes, inputs, device } = subject
    const x = inputs.host('x')
    const weight = inputs.host('weight')
    const bias = inputs.hostOrNull('bias')
    const { layer, toKernel, toWeight, axis } = layerOf(subject, weight, bias !== null)
    const normalization = batchNormalization({ axis, convention: 'torch', epsilon: attributes.number('eps') })
    const model = sequential([layer, normalization], { inputShape: x.shape.slice(1) })
    model.place(device)
    model.setWeights({
      ...(await model.getWeights()),
      [`${layer.path}/kernel`]: toKernel(weight),
      ...(bias === null ? {} : { [`${layer.path}/bias`]: bias }),
      [`${normalization.path}/gamma`]: inputs.host('gamma'),
      [`${normalization.path}/beta`]: inputs.host('beta'),
      [`${normalization.path}/movingMean`]: inputs.host('running_mean'),
      [`${normalization.path}/movingVariance`]: inputs.host('running_var'),
    })
    const { model: folded } = await fold(model, { probe: x })
    const weights = await folded.getWeights()
    const [path] = Object.keys(weights).flatMap((name) => (name.endsWith('/kernel') ? [name.slice(0, -7)] : []))
    const outputs = {
      weight_folded: toWeight(weights[`${path}/kernel`]),
      bias_folded: weights[`${path}/bias`],
      y: await predict(folded, x),
      y_unfolded: await predict(model, x),
    }
    folded.dispose()
    model.dispose()
    return outputs
  })
}

async function predict(model: Sequential, x: HostTensor): Promise<Numbers> {
  const y = await model.predict(x)
  const { shape } = y
  const data = await y.read()
  y.dispose()
  return { shape, data }
}

/** PyTorch keeps the weight of a linear layer as [out, in]. */
export const foldLinear: CaseRunner = foldingRunner((_subject, weight, useBias) => ({
  layer: dense(weight.shape[0], { useBias }),
  toKernel: (value) => permuted(value, [1, 0]),
  toWeight: (kernel) => permuted(kernel, [1, 0]),
  axis: -1,
}))

/** PyTorch keeps planes as [N, C, H, W] and the weight of a convolution as [filters, C / groups, height, width]. */
export const foldConv2d: CaseRunner = foldingRunner((subject, weight, useBias) => {
  const [filters, , height, width] = weight.shape
  const { attributes } = subject
  const layer = conv2d(filters, [height, width], {
    useBias,
    dataFormat: 'channelsFirst',
    strides: attributes.has('stride') ? pairs(subject, 'stride') : 1,
    padding: attributes.has('padding') ? paddings(subject) : 'valid',
    dilationRate: attributes.has('dilation') ? pairs(subject, 'dilation') : 1,
    groups: attributes.integer('groups', 1),
  })
  return {
    layer,
    toKernel: (value) => permuted(value, [2, 3, 1, 0]),
    toWeight: (kernel) => permuted(kernel, [3, 2, 0, 1]),
    axis: 1,
  }
})

/** The same numbers with axes in another order. */
function permuted({ data, shape }: HostTensor, order: readonly number[]): HostTensor {
  const target = order.map((axis) => shape[axis])
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, extent) => product * extent, 1))
  const values = Float32Array.from({ length: data.length }, (_, i) => {
    let rest = i
    let source = 0
    for (let axis = order.length - 1; axis >= 0; axis--) {
      source += (rest % target[axis]) * strides[order[axis]]
      rest = Math.floor(rest / target[axis])
    }
    return data[source]
  })
  return { data: values, shape: target }
}
