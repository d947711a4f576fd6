import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import { Tensor, sameShape, showShape, sizeOf } from '../tensor/index.js'
import { reduceAxes } from './broadcast.js'
import { mapped, zipped } from './elementwise.js'
import { logSoftmax } from './softmax.js'

/** Options of {@link softmaxCrossEntropy}. */
export interface CrossEntropyOptions {
  /** Share of the target that is spread over all classes (Szegedy et al. 2016). Default 0. */
  readonly labelSmoothing?: number
}

/**
 * −Σ t·log softmax(logits) over the last axis, one number a row: logits [..., classes] → [...].
 * Targets are labels (int32, [...]; a negative label leaves its row out) or distributions (float32, [..., classes]).
 * The gradient to the logits is taken in closed form: softmax · Σt − t.
 *
 * @throws ShapeError when the shapes do not fit
 */
export function softmaxCrossEntropy(logits: Tensor, targets: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { labelSmoothing = 0 } = options
  const device = deviceOf('softmaxCrossEntropy', [logits, targets])
  requireFloat('softmaxCrossEntropy', [logits])
  const shape = logits.shape.slice(0, -1)
  const sparse = targets.dtype === 'int32'
  if (logits.rank === 0 || !sameShape(targets.shape, sparse ? shape : logits.shape)) {
    throw new ShapeError({
      what: `softmaxCrossEntropy: logits ${showShape(logits.shape)} and ${sparse ? 'labels' : 'targets'} ${showShape(targets.shape)} do not fit.`,
      remedy: 'Give int32 labels [...] or float32 targets [..., classes] for logits [..., classes].',
    })
  }
  const labels = sparse ? targets.buffer : null
  const distributions = sparse ? null : targets.buffer
  const rows = sizeOf(shape)
  const columns = logits.shape[logits.rank - 1]
  const loss = Tensor.empty(device, shape)
  const probabilities = Tensor.empty(device, logits.shape)
  device.kernels.softmaxCrossEntropy({
    logits: logits.buffer,
    labels,
    targets: distributions,
    loss: loss.buffer,
    probabilities: probabilities.buffer,
    rows,
    columns,
    labelSmoothing,
  })
  return record('softmaxCrossEntropy', [logits, targets], loss, (dy, needed) => {
    const dlogits = Tensor.empty(device, logits.shape)
    device.kernels.softmaxCrossEntropyGradient({
      probabilities: probabilities.buffer,
      labels,
      targets: distributions,
      dloss: dy.buffer,
      dlogits: dlogits.buffer,
      rows,
      columns,
      labelSmoothing,
    })
    return [dlogits, needed[1] && !sparse ? targetGradient(logits, dy, labelSmoothing) : null]
  })
}

/** −dy · log softmax(logits), and with smoothing s the same averaged over the classes with weight s. */
function targetGradient(logits: Tensor, dy: Tensor, labelSmoothing: number): Tensor {
  const operation = 'softmaxCrossEntropy'
  const column = dy.alias([...dy.shape, 1])
  const slope = mapped(operation, 'linear', zipped(operation, 'mul', logSoftmax(logits), column), -1)
  if (labelSmoothing === 0) return slope
  const classes = logits.shape[logits.rank - 1]
  const total = reduceAxes(slope, [logits.rank - 1], 'sum')
  return zipped(operation, 'blend', slope, total, { alpha: 1 - labelSmoothing, beta: labelSmoothing / classes })
}
