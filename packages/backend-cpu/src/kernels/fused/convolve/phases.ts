import type { AxisWindows } from './axis-windows.js'

/**
 * Positions of an axis that are a stride apart, and are therefore seen by windows through the same taps. In the outputs
 * of these windows they see a window themselves, with stride 1.
 */
export interface Phase {
  /** The first of the positions. */
  readonly first: number
  /** How many there are. */
  readonly count: number
  /** The taps, from the last to the first: in the order of the outputs. */
  readonly taps: readonly number[]
  /** Distance of the outputs that see one position through neighbouring taps of this phase. */
  readonly dilation: number
  /** How far before output 0 the window of the first position begins; may be negative. */
  readonly padding: number
}

/** The phases of an axis: position = output · stride − padding + tap · dilation, solved for the output. */
export function phasesOf({ extent, kernel, stride, dilation, padding }: AxisWindows): Phase[] {
  const phases: Phase[] = []
  for (let first = 0; first < Math.min(stride, extent); first++) {
    const taps: number[] = []
    for (let tap = kernel - 1; tap >= 0; tap--) if ((first + padding - tap * dilation) % stride === 0) taps.push(tap)
    const between = taps.length > 1 ? ((taps[0] - taps[1]) * dilation) / stride : 1
    const start = taps.length > 0 ? (first + padding - taps[0] * dilation) / stride : 0
    const count = Math.ceil((extent - first) / stride)
    phases.push({ first, count, taps, dilation: between, padding: -start })
  }
  return phases
}
