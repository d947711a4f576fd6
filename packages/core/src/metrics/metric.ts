import type { Tensor } from '../tensor/index.js'

/** A number for each sample whose mean is reported. Every loss is one. */
export interface Metric {
  /** The name it is reported under. */
  readonly name: string
  /**
   * float32, [N]. As for a loss, positions stand in the place of samples where the output has a mask.
   *
   * @param prediction the network's output, after its final activation
   * @throws ShapeError when target and prediction do not fit
   */
  perSample(target: Tensor, prediction: Tensor): Tensor
}
