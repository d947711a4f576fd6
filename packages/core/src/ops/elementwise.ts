import type { MapOp, ZipOp } from '../backend/index.js'
import { deviceOf, requireFloat } from '../autograd/index.js'
import { Tensor, broadcastShapes, full } from '../tensor/index.js'
import { asOperand } from './broadcast.js'

/** A tensor, or a number that is used as a scalar. */
export type TensorLike = Tensor | number

/** out = f(alpha · x + beta), see the kernel `map`; not recorded. */
export function mapped(operation: string, op: MapOp, x: Tensor, alpha = 1, beta = 0): Tensor {
  requireFloat(operation, [x])
  const out = Tensor.empty(x.device, x.shape)
  x.device.kernels.map({ x: x.buffer, out: out.buffer, op, alpha, beta })
  return out
}

/** out = op(a, b) with broadcasting, see the kernel `zip`; not recorded. */
export function zipped(
  operation: string,
  op: ZipOp,
  a: Tensor,
  b: Tensor,
  factors: { alpha?: number; beta?: number } = {},
): Tensor {
  const device = deviceOf(operation, [a, b])
  requireFloat(operation, [a, b])
  const shape = broadcastShapes(operation, a.shape, b.shape)
  const left = asOperand(a, shape)
  const right = asOperand(b, shape)
  const out = Tensor.empty(device, shape)
  device.kernels.zip({
    a: left.tensor.buffer,
    b: right.tensor.buffer,
    out: out.buffer,
    op,
    length: out.size,
    operandA: left.operand,
    operandB: right.operand,
    alpha: factors.alpha ?? 1,
    beta: factors.beta ?? 1,
  })
  return out
}

/** out = mask ≠ 0 ? a : b with broadcasting; not recorded. */
export function chosen(operation: string, mask: Tensor, a: Tensor, b: Tensor): Tensor {
  const device = deviceOf(operation, [mask, a, b])
  requireFloat(operation, [mask, a, b])
  const shape = broadcastShapes(operation, mask.shape, broadcastShapes(operation, a.shape, b.shape))
  const [m, left, right] = [mask, a, b].map((tensor) => asOperand(tensor, shape))
  const out = Tensor.empty(device, shape)
  device.kernels.choose({
    mask: m.tensor.buffer,
    a: left.tensor.buffer,
    b: right.tensor.buffer,
    out: out.buffer,
    length: out.size,
    operandMask: m.operand,
    operandA: left.operand,
    operandB: right.operand,
  })
  return out
}

/** Both operands as tensors: a number becomes a scalar on the other's device. */
export function pair(a: TensorLike, b: TensorLike): [Tensor, Tensor] {
  if (a instanceof Tensor) return [a, b instanceof Tensor ? b : full(a.device, [], b)]
  if (b instanceof Tensor) return [full(b.device, [], a), b]
  throw new TypeError('An operation needs at least one tensor; both operands are numbers.')
}
