import { batchNormalization, ops } from '@evenkeel/core'
import { PlacedNormalization } from '../compute/placed-normalization.js'
import { operator } from './node.js'
import type { CaseRunner } from '../case/subject.js'

/**
 * BatchNormalization over channel axis 1, by the layer. ONNX's momentum is the share of the old statistics and its
 * running variance is biased, which is the convention of Flax.
 */
export const batchNorm: CaseRunner = operator((node) => {
  const { attributes, device } = node
  node.requireOpset(9)
  const x = node.tensor(0)
  const training = attributes.flag('training_mode', false)
  const layer = new PlacedNormalization(
    device,
    x.shape.slice(1),
    batchNormalization({
      convention: 'flax',
      axis: 1,
      momentum: attributes.number('momentum', 0.9),
      epsilon: attributes.number('epsilon', 1e-5),
    }),
    { gamma: node.host(1), beta: node.host(2), mean: node.host(3), variance: node.host(4) },
  )
  try {
    const { y } = layer.pass(x, null, training)
    if (!training) return y
    const { mean, variance } = layer.running!
    return [y, ops.linear(mean, 1), ops.linear(variance, 1)]
  } finally {
    layer.dispose()
  }
})
