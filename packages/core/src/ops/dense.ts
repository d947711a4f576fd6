import type { FusibleActivation } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import { Tensor, showShape, sizeOf } from '../tensor/index.js'

/** Options of {@link dense}. */
export interface DenseOptions {
  /** Applied to the sum, in the same kernel where the device has one. Default: none. */
  readonly activation?: FusibleActivation | null
  /** Parameter of the activation, see `Activation`. Default 1. */
  readonly alpha?: number
}

/**
 * f(x · W + bias): x [..., inputs], weight [inputs, units], bias [units] or null → [..., units].
 *
 * @throws ShapeError when the extents do not fit
 */
export function dense(x: Tensor, weight: Tensor, bias: Tensor | null, options: DenseOptions = {}): Tensor {
  const { activation = null, alpha = 1 } = options
  const operands = bias === null ? [x, weight] : [x, weight, bias]
  const device = deviceOf('dense', operands)
  requireFloat('dense', operands)
  const [inputs, units] = weight.shape
  const fits = x.rank > 0 && weight.rank === 2 && x.shape.at(-1) === inputs && (bias === null || bias.size === units)
  if (!fits) {
    throw new ShapeError({
      what: `dense: input ${showShape(x.shape)}, weight ${showShape(weight.shape)}${bias === null ? '' : `, bias ${showShape(bias.shape)}`} do not fit.`,
      remedy: 'Give input [..., inputs], weight [inputs, units] and bias [units].',
    })
  }
  const rows = sizeOf(x.shape.slice(0, -1))
  const y = Tensor.empty(device, [...x.shape.slice(0, -1), units])
  const { kernels } = device
  kernels.dense({
    x: x.buffer,
    weight: weight.buffer,
    bias: bias?.buffer ?? null,
    y: y.buffer,
    rows,
    inputs,
    units,
    activation,
    alpha,
  })
  return record('dense', operands, y, (dy, needed) => {
    const dsum = activation === null ? dy : Tensor.empty(device, y.shape)
    if (activation !== null) {
      kernels.activateGradient({ dy: dy.buffer, saved: y.buffer, dx: dsum.buffer, activation, alpha })
    }
    let dx: Tensor | null = null
    let dweight: Tensor | null = null
    let dbias: Tensor | null = null
    if (needed[0]) {
      dx = Tensor.empty(device, x.shape)
      kernels.matmul({
        a: dsum.buffer,
        b: weight.buffer,
        out: dx.buffer,
        batch: 1,
        m: rows,
        n: inputs,
        k: units,
        transposeA: false,
        transposeB: true,
      })
    }
    if (needed[1]) {
      dweight = Tensor.empty(device, weight.shape)
      kernels.matmul({
        a: x.buffer,
        b: dsum.buffer,
        out: dweight.buffer,
        batch: 1,
        m: inputs,
        n: units,
        k: rows,
        transposeA: true,
        transposeB: false,
      })
    }
    if (bias !== null && needed[2]) {
      dbias = Tensor.empty(device, bias.shape)
      kernels.reduce({ x: dsum.buffer, out: dbias.buffer, op: 'sum', outer: 1, n: rows, inner: units })
    }
    return [dx, dweight, dbias]
  })
}
