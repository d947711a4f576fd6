import { record, requireFloat } from '../autograd/index.js'
import { Tensor, resolveAxis, sizeOf } from '../tensor/index.js'
import { reduceAxes } from './broadcast.js'
import { mapped, zipped } from './elementwise.js'

/** e^x / Σ e^x along an axis, without overflow. Default: the last axis. */
export function softmax(x: Tensor, axis = -1): Tensor {
  const along = resolveAxis('softmax', axis, x.rank)
  const y = normalized('softmax', x, along, false)
  return record('softmax', [x], y, (dy) => {
    const weighted = zipped('softmax', 'mul', dy, y)
    const total = reduceAxes(weighted, [along], 'sum')
    return [zipped('softmax', 'sub', weighted, zipped('softmax', 'mul', y, total))]
  })
}

/** log(softmax(x)), exact where softmax is near 0 or 1. Default: the last axis. */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  const along = resolveAxis('logSoftmax', axis, x.rank)
  const y = normalized('logSoftmax', x, along, true)
  return record('logSoftmax', [x], y, (dy) => {
    const total = reduceAxes(dy, [along], 'sum')
    return [zipped('logSoftmax', 'sub', dy, zipped('logSoftmax', 'mul', mapped('logSoftmax', 'exp', y), total))]
  })
}

function normalized(operation: string, x: Tensor, axis: number, log: boolean): Tensor {
  requireFloat(operation, [x])
  const y = Tensor.empty(x.device, x.shape)
  x.device.kernels.softmax({
    x: x.buffer,
    y: y.buffer,
    outer: sizeOf(x.shape.slice(0, axis)),
    n: x.shape[axis],
    inner: sizeOf(x.shape.slice(axis + 1)),
    log,
  })
  return y
}
