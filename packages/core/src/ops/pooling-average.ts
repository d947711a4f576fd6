import { record } from '../autograd/index.js'
import { OptionError } from '../errors.js'
import { Tensor } from '../tensor/index.js'
import { mapped } from './elementwise.js'
import { pooledShape, poolWindow, unpool, type PoolOptions } from './pooling.js'
import { countingWindow, countRange, requireElements } from './pooling-counts.js'
import type { WindowGeometry } from './window-geometry.js'

/** Options of {@link averagePool2d}. */
export interface AveragePoolOptions extends PoolOptions {
  /** Whether padding counts as elements that are 0. Default false (Keras, TensorFlow); PyTorch's default is true. */
  readonly countIncludePadding?: boolean
  /** What every sum is divided by in the place of the number of elements. */
  readonly divisor?: number | null
}

/**
 * The mean of each window, x [N, H, W, C] → [N, rows of windows, columns of windows, C]: at the borders that of the
 * elements that are there, or with `countIncludePadding` of those in the padding, too (not of those beyond it, which
 * `ceilMode` may reach).
 *
 * @throws ShapeError when x has another rank, or a window has no element of the input
 * @throws OptionError when an option is out of its range
 */
export function averagePool2d(x: Tensor, options: AveragePoolOptions): Tensor {
  return averages('averagePool2d', x, options)
}

/** {@link averagePool2d} under the name of the operation that it serves. */
export function averages(operation: string, x: Tensor, options: AveragePoolOptions): Tensor {
  const { divisor = null } = options
  if (divisor === 0 || Number.isNaN(divisor)) {
    throw new OptionError({ what: `${operation}: divisor is ${divisor}.`, remedy: 'Give another number, or null.' })
  }
  const geometry = poolWindow(operation, x, options)
  requireElements(operation, geometry)
  const { window } = geometry
  const divided = (sums: Tensor): Tensor => divideByCounts(operation, sums, geometry, options)
  const sums = Tensor.empty(x.device, pooledShape(window))
  x.device.kernels.pool({ x: x.buffer, out: sums.buffer, where: null, window, op: 'sum' })
  return record(operation, [x], divided(sums), (dy) => [unpool(x, divided(dy), null, window, 'sum')])
}

/** Each element divided by the number of elements in its window; not recorded. */
function divideByCounts(
  operation: string,
  sums: Tensor,
  geometry: WindowGeometry,
  { countIncludePadding = false, divisor = null }: AveragePoolOptions,
): Tensor {
  const { fewest, most } = countRange(geometry, countIncludePadding)
  if (divisor !== null || fewest === most) return mapped(operation, 'linear', sums, 1 / (divisor ?? most))
  const { device } = sums
  const window = countingWindow(geometry, countIncludePadding)
  const out = Tensor.empty(device, sums.shape)
  device.withScratch((workspace) => {
    const ones = workspace.scratch(window.height * window.width)
    const positions = window.outHeight * window.outWidth
    const counts = workspace.scratch(positions)
    device.kernels.fill({ out: ones, value: 1 })
    device.kernels.pool({ x: ones, out: counts, where: null, window, op: 'sum' })
    device.kernels.zip({
      a: sums.buffer,
      b: counts,
      out: out.buffer,
      op: 'div',
      length: out.size,
      operandA: { channels: out.size, inner: 1 },
      operandB: { channels: positions, inner: geometry.window.channels },
      alpha: 1,
      beta: 1,
    })
  })
  return out
}
