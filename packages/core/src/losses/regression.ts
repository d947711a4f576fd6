import { abs, clip, linear, mul, square, sub } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { Loss } from './loss.js'
import { requireOption } from './options.js'
import { meanPerSample } from './per-sample.js'
import { alignValues } from './targets.js'

/** Options of {@link huber}. */
export interface HuberOptions {
  /** Error up to which the loss is quadratic, above 0. Default 1. */
  readonly delta?: number
}

/** Mean of (prediction − target)² over the values of a sample. */
export function meanSquaredError(): Loss {
  return regression('meanSquaredError', square)
}

/** Mean of |prediction − target| over the values of a sample; the gradient at 0 is 0. */
export function meanAbsoluteError(): Loss {
  return regression('meanAbsoluteError', abs)
}

/**
 * Half the squared error up to δ, δ·(|error| − δ/2) beyond (Huber 1964), the mean over the values of a sample.
 *
 * @throws OptionError when delta is not a positive number
 */
export function huber({ delta = 1 }: HuberOptions = {}): Loss {
  requireOption('huber', 'delta', delta, delta > 0 && delta < Infinity, 'Give a positive number.')
  return regression('huber', (error) => {
    const limited = clip(error, -delta, delta)
    return mul(limited, sub(error, linear(limited, 0.5)))
  })
}

function regression(name: string, lossOf: (error: Tensor) => Tensor): Loss {
  return {
    name,
    target: 'values',
    logitsOf: null,
    perSample: (target, prediction) => meanPerSample(lossOf(sub(prediction, alignValues(name, target, prediction)))),
  }
}
