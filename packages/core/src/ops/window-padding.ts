import { record } from '../autograd/index.js'
import { OptionError, ShapeError } from '../errors.js'
import { full, showShape, type Tensor } from '../tensor/index.js'
import { slice } from './shape-ops.js'
import { explicitPadding, type ExplicitPadding2d } from './window-geometry.js'

/**
 * x with `value` (default 0) around it: `paddings[axis]` are the extra positions before and after. Either dtype.
 *
 * @throws OptionError when there is not one pair of integers from 0 on for each axis
 */
export function pad(x: Tensor, paddings: readonly (readonly [before: number, after: number])[], value = 0): Tensor {
  const valid = paddings.every((sides) => sides.length === 2 && sides.every((n) => Number.isInteger(n) && n >= 0))
  if (paddings.length !== x.rank || !valid) {
    throw new OptionError({
      what: `pad: paddings are ${JSON.stringify(paddings)}, for a tensor of shape ${showShape(x.shape)}.`,
      remedy: 'Give [before, after] for each axis, integers from 0 on.',
    })
  }
  const shape = x.shape.map((extent, axis) => extent + paddings[axis][0] + paddings[axis][1])
  const start = paddings.map(([before]) => before)
  const out = full(x.device, shape, value, x.dtype)
  x.device.kernels.place({ x: x.buffer, into: out.buffer, shape, start, extent: x.shape })
  return record('pad', [x], out, (dy) => [slice(dy, start, x.shape)])
}

/**
 * Zeros around the planes of x [N, H, W, C]: one number for all sides, [vertical, horizontal], or
 * [[top, bottom], [left, right]].
 *
 * @throws ShapeError when x has another rank
 * @throws OptionError when the padding is not made of integers from 0 on
 */
export function zeroPad2d(x: Tensor, padding: ExplicitPadding2d): Tensor {
  if (x.rank !== 4) {
    throw new ShapeError({
      what: `zeroPad2d: the input has shape ${showShape(x.shape)}, of rank ${x.rank}.`,
      remedy: 'Give [N, height, width, channels].',
    })
  }
  return pad(x, [[0, 0], ...explicitPadding('zeroPad2d', padding), [0, 0]])
}
