import { record } from '../autograd/index.js'
import type { Buffer } from '../backend/index.js'
import { OptionError } from '../errors.js'
import type { Workspace } from '../norm/index.js'
import { Tensor } from '../tensor/index.js'
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
  const { device } = x
  const y = Tensor.empty(device, pooledShape(window))
  device.withScratch((workspace) => {
    const sums = workspace.scratch(y.size)
    device.kernels.pool({ x: x.buffer, out: sums, where: null, window, op: 'sum' })
    divideByCounts(workspace, sums, y.buffer, geometry, options)
  })
  return record(operation, [x], y, (dy) => {
    const shares = Tensor.empty(device, dy.shape)
    device.withScratch((workspace) => divideByCounts(workspace, dy.buffer, shares.buffer, geometry, options))
    return [unpool(x, shares, null, window, 'sum')]
  })
}

/** out = each sum divided by the number of elements in its window, or by the divisor given. */
function divideByCounts(
  workspace: Workspace,
  sums: Buffer,
  out: Buffer,
  geometry: WindowGeometry,
  { countIncludePadding = false, divisor = null }: AveragePoolOptions,
): void {
  const { kernels } = workspace
  const { fewest, most } = countRange(geometry, countIncludePadding)
  if (divisor !== null || fewest === most) {
    kernels.map({ x: sums, out, op: 'linear', alpha: 1 / (divisor ?? most), beta: 0 })
    return
  }
  const window = countingWindow(geometry, countIncludePadding)
  const ones = workspace.scratch(window.height * window.width)
  const positions = window.outHeight * window.outWidth
  const counts = workspace.scratch(positions)
  kernels.fill({ out: ones, value: 1 })
  kernels.pool({ x: ones, out: counts, where: null, window, op: 'sum' })
  kernels.zip({
    a: sums,
    b: counts,
    out,
    op: 'div',
    length: out.length,
    operandA: { channels: out.length, inner: 1 },
    operandB: { channels: positions, inner: geometry.window.channels },
    alpha: 1,
    beta: 1,
  })
}
