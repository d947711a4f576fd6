import type { Operand } from '@evenkeel/core/backend'
import type { Seeded } from './seeded.js'

/** Every element its own: an operand of the output's length. */
export function full(length: number): Operand {
  return { channels: length, inner: 1 }
}

/** One element for all. */
export function scalar(length: number): Operand {
  return { channels: 1, inner: length }
}

/** How two operands of 6 × 4 × 5 elements may be broadcast, in every form that core uses. */
export const OPERAND_FORMS: readonly { readonly name: string; readonly operand: Operand }[] = [
  { name: 'full', operand: full(120) },
  { name: 'scalar', operand: scalar(120) },
  { name: 'row', operand: { channels: 5, inner: 1 } },
  { name: 'column', operand: { channels: 24, inner: 5 } },
  { name: 'middle', operand: { channels: 4, inner: 5 } },
  { name: 'last two axes', operand: { channels: 20, inner: 1 } },
]

/** Number of elements of the outputs of {@link OPERAND_FORMS}. */
export const OPERAND_LENGTH = 120

/** Operand of an output [outer, middle, inner] that runs over some of its axes. */
export function drawOperand(draw: Seeded, outer: number, middle: number, inner: number): Operand {
  return draw.pick([
    full(outer * middle * inner),
    scalar(outer * middle * inner),
    { channels: inner, inner: 1 },
    { channels: outer * middle, inner },
    { channels: middle, inner },
    { channels: middle * inner, inner: 1 },
  ])
}
