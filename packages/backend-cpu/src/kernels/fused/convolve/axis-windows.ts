import type { Window } from '@evenkeel/core/backend'

/** Windows along one axis: output sees position = output · stride − padding + tap · dilation. */
export interface AxisWindows {
  /** Positions of the input. */
  readonly extent: number
  /** Number of windows. */
  readonly outputs: number
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  readonly padding: number
}

export function verticalWindows(window: Window): AxisWindows {
  return {
    extent: window.height,
    outputs: window.outHeight,
    kernel: window.kernelHeight,
    stride: window.strideHeight,
    dilation: window.dilationHeight,
    padding: window.paddingTop,
  }
}

export function horizontalWindows(window: Window): AxisWindows {
  return {
    extent: window.width,
    outputs: window.outWidth,
    kernel: window.kernelWidth,
    stride: window.strideWidth,
    dilation: window.dilationWidth,
    padding: window.paddingLeft,
  }
}
