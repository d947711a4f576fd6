import { losses, ops, tensor, type HostTensor, type Tensor } from '@evenkeel/core'
import { labelCrossEntropy, rowsOf, type Reduction } from '../compute/classification.js'
import { differentiate } from '../compute/differentiate.js'
import { scoped, type CaseRunner, type CaseSubject } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'

const REDUCTIONS: readonly Reduction[] = ['mean', 'sum', 'none']

/** Cross-entropy of logits [N, classes, …] with labels. */
const crossEntropy: CaseRunner = scoped((subject) => {
  const { attributes, inputs } = subject
  const logits = inputs.tensor('logits')
  const labels = inputs.integers('target')
  const options = {
    reduction: attributes.choice('reduction', REDUCTIONS),
    labelSmoothing: attributes.number('labelSmoothing', 0),
    classWeights: classWeights(subject),
    ignored: attributes.integer('ignoreIndex', -100),
  }
  return differentiated(subject, logits, options.reduction, () => labelCrossEntropy(logits, labels, options))
})

/** Cross-entropy of logits with distributions, both [N, classes, …]; the mean is over the places. */
const crossEntropyOfDistributions: CaseRunner = scoped((subject) => {
  const { attributes, inputs } = subject
  const logits = inputs.tensor('logits')
  const target = inputs.tensor('target')
  const reduction = attributes.choice('reduction', REDUCTIONS)
  const loss = losses.categoricalCrossentropy({
    fromLogits: true,
    labelSmoothing: attributes.number('labelSmoothing', 0),
    classWeights: classWeights(subject),
  })
  const places = logits.shape.filter((_, axis) => axis !== (logits.rank === 1 ? 0 : 1))
  return differentiated(subject, logits, reduction, () => {
    const result = losses.reduceLoss(loss.perSample(rowsOf(target), rowsOf(logits)), reduction)
    return reduction === 'none' ? ops.reshape(result, places) : result
  })
})

/**
 * Binary cross-entropy of logits, each element a sample of its own, so that weights may differ from element to element.
 */
const binaryCrossEntropy: CaseRunner = scoped((subject) => {
  const { attributes, inputs } = subject
  const logits = inputs.tensor('logits')
  const target = ops.reshape(inputs.tensor('target'), [-1])
  const positive = inputs.hostOrNull('posWeight')
  const weight = inputs.tensorOrNull('weight')
  const weights = weight && ops.reshape(ops.broadcastTo(weight, logits.shape), [-1])
  const reduction = attributes.choice('reduction', REDUCTIONS)
  const loss = losses.binaryCrossentropy({
    fromLogits: true,
    positiveWeight: positive === null ? 1 : repeated(positive, logits.shape),
  })
  return differentiated(subject, logits, reduction, () => {
    const result = losses.reduceLoss(loss.perSample(target, ops.reshape(logits, [-1])), reduction, weights)
    return reduction === 'none' ? ops.reshape(result, logits.shape) : result
  })
})

/** Runners of the losses by name. */
export const lossRunners: Readonly<Record<string, CaseRunner>> = {
  CrossEntropy: crossEntropy,
  CrossEntropyProb: crossEntropyOfDistributions,
  BCEWithLogits: binaryCrossEntropy,
}

function classWeights({ inputs }: CaseSubject): number[] | null {
  const weights = inputs.hostOrNull('classWeight')
  return weights === null ? null : Array.from(weights.data)
}

/** The loss and its gradient to the logits; the upstream gradient is 1 for a loss of one number. */
function differentiated(
  { device, inputs }: CaseSubject,
  logits: Tensor,
  reduction: Reduction,
  compute: () => Tensor,
): Record<string, Tensor> {
  const dy = reduction === 'none' ? inputs.tensorOrNull('dy') : tensor(device, 1)
  return differentiate({ logits }, dy, compute, 'loss')
}

/** One weight for each element of the logits, which repeat along the axes before those of the weights. */
function repeated({ data, shape }: HostTensor, like: readonly number[]): number[] {
  const own = shape.slice(shape.findIndex((extent) => extent !== 1))
  if (data.length > 1 && own.join() !== like.slice(like.length - own.length).join()) {
    throw new Unsupported('weights that repeat along inner axes')
  }
  const length = like.reduce((size, extent) => size * extent, 1)
  return Array.from({ length }, (_, i) => data[i % data.length])
}
