import { OptionError, ShapeError } from '../errors.js'
import { broadcastTo, mean, reshape } from '../ops/index.js'
import { showShape, Tensor } from '../tensor/index.js'

/** A loss or metric of one's own: one number for each sample, [N], or one for the batch. */
export type PerSampleFunction = (target: Tensor, prediction: Tensor) => Tensor

/** Mean over all axes but the first: [N, …] → [N]. */
export function meanPerSample(values: Tensor): Tensor {
  if (values.rank < 2) return values
  const [samples] = values.shape
  if (values.size === samples) return reshape(values, [samples])
  return mean(values, { axis: values.shape.map((_, axis) => axis).slice(1) })
}

/**
 * A function of one's own as `perSample`: a single number counts for each sample of the batch, further axes are
 * averaged.
 */
export function perSampleOf(name: string, compute: PerSampleFunction): PerSampleFunction {
  return (target, prediction) => {
    const samples = prediction.shape[0]
    const values: unknown = compute(target, prediction)
    if (!(values instanceof Tensor)) {
      throw new OptionError({ what: `${name} returned a ${typeof values}.`, remedy: 'Return a Tensor.' })
    }
    if (values.size === 1) return broadcastTo(reshape(values, []), [samples])
    if (values.shape[0] === samples) return meanPerSample(values)
    throw new ShapeError({
      what: `${name} returned shape ${showShape(values.shape)} for ${samples} samples.`,
      remedy: `Return one number for each sample, [${samples}], or a scalar.`,
    })
  }
}
