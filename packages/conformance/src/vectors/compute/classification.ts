import { losses, ops, tensor, type Device, type Tensor } from '@evenkeel/core'

/** How the losses of all places become the case's loss. */
export type Reduction = 'mean' | 'sum' | 'none'

/** What a loss over classes has beside its scores. */
export interface ClassificationOptions {
  readonly reduction: Reduction
  readonly labelSmoothing: number
  /** Factor of each class, or null. */
  readonly classWeights: readonly number[] | null
  /** A label whose places count nothing, or null. */
  readonly ignored: number | null
}

/** Labels on the host, [N, …]. */
export interface Labels {
  readonly data: Int32Array
  readonly shape: readonly number[]
}

/** Scores [N, classes, …] as rows [N·…, classes]; [classes] is one row. */
export function rowsOf(scores: Tensor): Tensor {
  if (scores.rank === 1) return ops.reshape(scores, [1, -1])
  const order = scores.shape.map((_, axis) => axis)
  const last = ops.transpose(scores, [0, ...order.slice(2), 1])
  return ops.reshape(last, [-1, scores.shape[1]])
}

/** The cross-entropy of softmax(logits [N, classes, …]) and labels, through core's loss. */
export function labelCrossEntropy(logits: Tensor, labels: Labels, options: ClassificationOptions): Tensor {
  const { labelSmoothing, classWeights, ignored } = options
  const loss = losses.sparseCategoricalCrossentropy({
    fromLogits: true,
    labelSmoothing,
    classWeights,
    ignoreLabel: ignored,
  })
  const target = tensor(logits.device, labels.data, { dtype: 'int32' })
  return reduced(loss.perSample(target, rowsOf(logits)), labels, options)
}

/** Minus the score of the labelled class, of scores that are logarithms of probabilities. */
export function negativeLogLikelihood(scores: Tensor, labels: Labels, options: ClassificationOptions): Tensor {
  const rows = rowsOf(scores)
  const hot = ops.oneHot(counted(scores.device, labels, options.ignored), rows.shape[1])
  const picked = ops.neg(ops.sum(ops.mul(hot, rows), { axis: -1 }))
  return reduced(picked, labels, options, labelWeights(scores.device, labels, options))
}

function reduced(
  perRow: Tensor,
  labels: Labels,
  options: ClassificationOptions,
  weights: Tensor | null = null,
): Tensor {
  const { reduction } = options
  const divideBy = reduction === 'mean' ? labelWeights(perRow.device, labels, options) : undefined
  const result = losses.reduceLoss(perRow, reduction, weights, { divideBy })
  return reduction === 'none' ? ops.reshape(result, labels.shape) : result
}

/** What the mean divides by the sum of: the weight of each counted label. */
function labelWeights(device: Device, labels: Labels, { classWeights, ignored }: ClassificationOptions): Tensor {
  return losses.labelWeights(counted(device, labels, ignored), classWeights)
}

/** Labels with −1 in the place of the one that counts nothing. */
function counted(device: Device, { data }: Labels, ignored: number | null): Tensor {
  const values = data.map((label) => (label === ignored ? -1 : label))
  return tensor(device, values, { dtype: 'int32' })
}
