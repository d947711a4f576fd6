import { record, requireFloat } from '../autograd/index.js'
import { OptionError } from '../errors.js'
import { Tensor } from '../tensor/index.js'
import { zipped } from './elementwise.js'

/** Where the random numbers of {@link dropout} come from; see the kernel `random`. */
export interface DropoutOptions {
  readonly seed: number
  readonly stream: number
  readonly offset: number
}

/**
 * Sets elements to 0 with probability `rate` and multiplies the others by 1 / (1 − rate) (Srivastava et al. 2014). The
 * same seed, stream and offset drop the same elements on every device.
 *
 * @throws OptionError when rate is not in [0, 1)
 */
export function dropout(x: Tensor, rate: number, { seed, stream, offset }: DropoutOptions): Tensor {
  requireFloat('dropout', [x])
  if (!(rate >= 0 && rate < 1)) {
    throw new OptionError({ what: `dropout: rate is ${rate}.`, remedy: 'Give a rate from 0 up to, not including, 1.' })
  }
  const y = Tensor.empty(x.device, x.shape)
  const mask = Tensor.empty(x.device, x.shape)
  x.device.kernels.dropout({ x: x.buffer, y: y.buffer, mask: mask.buffer, rate, seed, stream, offset })
  return record('dropout', [x], y, (dy) => [zipped('dropout', 'mul', dy, mask)])
}
