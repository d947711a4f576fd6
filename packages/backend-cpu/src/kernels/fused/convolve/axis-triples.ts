import type { AxisWindows } from './axis-windows.js'

/** Window number `output` sees the input's `position` through its tap number `tap`. */
export interface Triple {
  readonly output: number
  readonly tap: number
  readonly position: number
}

/** All triples of an axis that lie inside the input, in a list for each output, tap or position. */
export function triplesBy(
  key: keyof Triple,
  { extent, outputs, kernel, stride, dilation, padding }: AxisWindows,
): Triple[][] {
  const lists = Array.from({ length: { output: outputs, tap: kernel, position: extent }[key] }, (): Triple[] => [])
  for (let output = 0; output < outputs; output++) {
    for (let tap = 0; tap < kernel; tap++) {
      const position = output * stride - padding + tap * dilation
      if (position < 0 || position >= extent) continue
      const triple = { output, tap, position }
      lists[triple[key]].push(triple)
    }
  }
  return lists
}
