import type { Window } from '@evenkeel/core/backend'
import type { Seeded } from './seeded.js'

/** What a window is made of; padding on the far side only moves the output's size. */
export interface WindowSizes {
  readonly batch?: number
  readonly input: readonly [height: number, width: number]
  readonly channels?: number
  readonly kernel: readonly [height: number, width: number]
  readonly stride?: readonly [height: number, width: number]
  readonly dilation?: readonly [height: number, width: number]
  /** Top, left, bottom, right. */
  readonly padding?: readonly [number, number, number, number]
}

function outputSize(size: number, kernel: number, stride: number, dilation: number, padding: number): number {
  const span = (kernel - 1) * dilation + 1
  return Math.max(0, Math.floor((size + padding - span) / stride) + 1)
}

/** A window with its output sizes worked out; batch 2, 3 channels, stride and dilation 1, no padding by default. */
export function window(sizes: WindowSizes): Window {
  const { batch = 2, input, channels = 3, kernel } = sizes
  const { stride = [1, 1], dilation = [1, 1], padding = [0, 0, 0, 0] } = sizes
  return {
    batch,
    height: input[0],
    width: input[1],
    channels,
    kernelHeight: kernel[0],
    kernelWidth: kernel[1],
    strideHeight: stride[0],
    strideWidth: stride[1],
    dilationHeight: dilation[0],
    dilationWidth: dilation[1],
    paddingTop: padding[0],
    paddingLeft: padding[1],
    outHeight: outputSize(input[0], kernel[0], stride[0], dilation[0], padding[0] + padding[2]),
    outWidth: outputSize(input[1], kernel[1], stride[1], dilation[1], padding[1] + padding[3]),
  }
}

/** Every kind of geometry, small; channels are 4, so that 1, 2 and 4 groups fit. */
export const WINDOWS: readonly { readonly name: string; readonly window: Window }[] = [
  { name: 'valid 3×3', window: window({ input: [6, 5], kernel: [3, 3], channels: 4 }) },
  { name: 'same 3×3', window: window({ input: [5, 4], kernel: [3, 3], padding: [1, 1, 1, 1], channels: 4 }) },
  { name: 'stride 2', window: window({ input: [7, 8], kernel: [2, 2], stride: [2, 2], channels: 4 }) },
  { name: 'stride over the edge', window: window({ input: [8, 8], kernel: [3, 3], stride: [3, 2], channels: 4 }) },
  { name: 'dilated', window: window({ input: [9, 8], kernel: [3, 2], dilation: [2, 3], channels: 4 }) },
  {
    name: 'padded on one side',
    window: window({ input: [5, 6], kernel: [2, 3], padding: [0, 0, 1, 2], stride: [2, 1], channels: 4 }),
  },
  { name: 'one-dimensional', window: window({ input: [1, 11], kernel: [1, 4], stride: [1, 3], channels: 4 }) },
  { name: 'pointwise', window: window({ input: [4, 3], kernel: [1, 1], channels: 4 }) },
  { name: 'the whole input', window: window({ input: [4, 5], kernel: [4, 5], channels: 4 }) },
  {
    name: 'padding wider than the kernel',
    window: window({ input: [2, 2], kernel: [2, 2], padding: [3, 2, 2, 3], channels: 4 }),
  },
]

/** A window with channels divisible by 4, of at most some thousand taps. */
export function drawWindow(draw: Seeded): Window {
  const input = [draw.positiveSize(9), draw.positiveSize(9)] as const
  const padding = [0, 0, 0, 0].map(() => draw.integer(0, 2)) as [number, number, number, number]
  const fitting = (size: number, pad: number): number => draw.integer(1, Math.min(4, size + pad))
  return window({
    batch: draw.pick([0, 1, 1, 2, 3]),
    input,
    channels: draw.pick([4, 4, 8, 12]),
    kernel: [fitting(input[0], padding[0] + padding[2]), fitting(input[1], padding[1] + padding[3])],
    stride: [draw.integer(1, 3), draw.integer(1, 3)],
    dilation: [draw.integer(1, 2), draw.integer(1, 2)],
    padding,
  })
}

/** Elements of the input of a window. */
export function inputLength({ batch, height, width, channels }: Window): number {
  return batch * height * width * channels
}

/** Positions of the output of a window, over the batch. */
export function outputPositions({ batch, outHeight, outWidth }: Window): number {
  return batch * outHeight * outWidth
}

/** Elements of a kernel window in the plane. */
export function kernelArea({ kernelHeight, kernelWidth }: Window): number {
  return kernelHeight * kernelWidth
}
