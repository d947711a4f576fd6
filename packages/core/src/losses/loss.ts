import type { Tensor } from '../tensor/index.js'

/** What a network is trained to make small, one number for each sample. A loss also serves as a metric. */
export interface Loss {
  readonly name: string
  /** What targets are: class numbers (int32), or values like the prediction's (float32). */
  readonly target: 'labels' | 'values'
  /** The final activation whose input this loss would rather see (it is more exact there), or null. */
  readonly logitsOf: 'softmax' | 'sigmoid' | null
  /** The label whose samples count nothing; others must be class numbers. Default: none. */
  readonly ignoreLabel?: number | null
  /** Whether all predictions are logits, by the user's word. Default false. */
  readonly fromLogits?: boolean
  /**
   * The loss of each sample, [N]: the mean over all axes but the first. Where the model's output has a mask (see
   * `masking`), training calls it with positions in the place of samples.
   *
   * @param fromLogits whether this `prediction` is what goes into the activation `logitsOf`. Default false
   * @throws ShapeError when target and prediction do not fit
   */
  perSample(target: Tensor, prediction: Tensor, fromLogits?: boolean): Tensor
}
