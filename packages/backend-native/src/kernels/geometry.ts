import type { Operand, View, Window } from '@evenkeel/core/backend'

/** Writes the four numbers of a view from `at` on. */
export function putView(values: Float64Array, at: number, { groups, outer, channels, inner }: View): void {
  values[at] = groups
  values[at + 1] = outer
  values[at + 2] = channels
  values[at + 3] = inner
}

/** Writes the two numbers of an operand from `at` on. */
export function putOperand(values: Float64Array, at: number, { channels, inner }: Operand): void {
  values[at] = channels
  values[at + 1] = inner
}

/** Writes the fourteen numbers of a window from `at` on. */
export function putWindow(values: Float64Array, at: number, window: Window): void {
  values[at] = window.batch
  values[at + 1] = window.height
  values[at + 2] = window.width
  values[at + 3] = window.channels
  values[at + 4] = window.kernelHeight
  values[at + 5] = window.kernelWidth
  values[at + 6] = window.strideHeight
  values[at + 7] = window.strideWidth
  values[at + 8] = window.dilationHeight
  values[at + 9] = window.dilationWidth
  values[at + 10] = window.paddingTop
  values[at + 11] = window.paddingLeft
  values[at + 12] = window.outHeight
  values[at + 13] = window.outWidth
}
