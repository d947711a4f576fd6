import { OptionError } from '../errors.js'
import { dropout as dropoutOp } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { CallContext } from './context.js'
import { Layer, type LayerOptions } from './layer.js'

/** Drops elements at random in training; see {@link dropout}. */
export class Dropout extends Layer {
  readonly rate: number

  constructor(rate: number, options: LayerOptions = {}) {
    super(options)
    if (!(rate >= 0 && rate < 1)) {
      throw new OptionError({
        what: `dropout: rate is ${rate}.`,
        remedy: 'Give the share of elements to drop, from 0 up to, not including, 1.',
      })
    }
    this.rate = rate
  }

  override get kind(): string {
    return 'Dropout'
  }

  override call(x: Tensor, context: CallContext): Tensor {
    if (!context.stochastic || this.rate === 0) return x
    return dropoutOp(x, this.rate, context.nextRandom())
  }
}

/**
 * Sets the share `rate` of elements to 0 in training and scales the others by 1 / (1 − rate) (Srivastava et al. 2014);
 * passes everything on at test time. The elements are the same on every device for the same seed.
 *
 * @throws OptionError when rate is not in [0, 1)
 */
export function dropout(rate: number, options: LayerOptions = {}): Dropout {
  return new Dropout(rate, options)
}
