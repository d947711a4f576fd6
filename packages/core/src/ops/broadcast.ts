import type { Operand } from '../backend/index.js'
import { Tensor, sameShape, sizeOf, stridesOf, type Shape } from '../tensor/index.js'

/**
 * How a tensor of `shape` is read as an operand of an elementwise kernel with output `out`, or null when one operand
 * cannot say it: its axes that do not repeat must stand side by side.
 */
export function operandOf(shape: Shape, out: Shape): Operand | null {
  const length = sizeOf(out)
  if (sizeOf(shape) === length) return { channels: length, inner: 1 }
  const lead = out.length - shape.length
  const repeats = out.map((extent, axis) => extent !== 1 && (axis < lead || shape[axis - lead] === 1))
  const matters = out.map((extent, axis) => extent !== 1 && !repeats[axis])
  const first = matters.indexOf(true)
  if (first < 0) return { channels: 1, inner: Math.max(1, length) }
  const last = matters.lastIndexOf(true)
  if (repeats.slice(first, last + 1).includes(true)) return null
  return { channels: sizeOf(out.slice(first, last + 1)), inner: sizeOf(out.slice(last + 1)) }
}

/** x repeated to `shape`, to which it broadcasts; not recorded. */
export function expand(x: Tensor, shape: Shape): Tensor {
  const out = Tensor.empty(x.device, shape, x.dtype)
  const lead = shape.length - x.rank
  const own = stridesOf(x.shape)
  const strides = shape.map((_, axis) => (axis < lead || x.shape[axis - lead] === 1 ? 0 : own[axis - lead]))
  x.device.kernels.arrange({ x: x.buffer, out: out.buffer, shape, strides, offset: 0 })
  return out
}

/** x and the operand to read it with, expanded where one operand cannot say it. */
export function asOperand(x: Tensor, out: Shape): { readonly tensor: Tensor; readonly operand: Operand } {
  const operand = operandOf(x.shape, out)
  if (operand !== null) return { tensor: x, operand }
  return { tensor: expand(x, out), operand: { channels: sizeOf(out), inner: 1 } }
}

/** The adjoint of broadcasting: dy summed over the axes along which `shape` was repeated; not recorded. */
export function sumTo(dy: Tensor, shape: Shape): Tensor {
  if (sameShape(dy.shape, shape)) return dy
  const lead = dy.rank - shape.length
  const axes = dy.shape.flatMap((extent, axis) =>
    axis < lead || (shape[axis - lead] === 1 && extent !== 1) ? [axis] : [],
  )
  return reduceAxes(dy, axes, 'sum').alias(shape)
}

/**
 * Reduces over `axes` (ascending), keeping them with extent 1; not recorded. Axes that stand side by side are reduced
 * together, the last group first.
 */
export function reduceAxes(x: Tensor, axes: readonly number[], op: 'sum' | 'max' | 'min'): Tensor {
  let current = x
  const remaining = [...axes]
  while (remaining.length > 0) {
    const last = remaining.pop() as number
    let first = last
    while (remaining.at(-1) === first - 1) first = remaining.pop() as number
    const shape = current.shape.map((extent, axis) => (axis >= first && axis <= last ? 1 : extent))
    const out = Tensor.empty(x.device, shape)
    x.device.kernels.reduce({
      x: current.buffer,
      out: out.buffer,
      op,
      outer: sizeOf(current.shape.slice(0, first)),
      n: sizeOf(current.shape.slice(first, last + 1)),
      inner: sizeOf(current.shape.slice(last + 1)),
    })
    current = out
  }
  return current
}
