import type { Window } from '../../../src/backend/index.js'

/** Output size of a convolution along one axis. */
function outSize(size: number, kernel: number, stride: number, dilation: number, paddingBoth: number): number {
  return Math.floor((size + paddingBoth - dilation * (kernel - 1) - 1) / stride) + 1
}

type Pair = readonly [vertical: number, horizontal: number]

/** A window with symmetric padding, its output sizes worked out. */
export function windowOf(given: {
  batch: number
  size: Pair
  channels: number
  kernel: Pair
  stride?: Pair
  dilation?: Pair
  padding?: Pair
}): Window {
  const { batch, size, channels, kernel, stride = [1, 1], dilation = [1, 1], padding = [0, 0] } = given
  const out = ([0, 1] as const).map((a) => outSize(size[a], kernel[a], stride[a], dilation[a], 2 * padding[a]))
  return {
    batch,
    height: size[0],
    width: size[1],
    channels,
    kernelHeight: kernel[0],
    kernelWidth: kernel[1],
    strideHeight: stride[0],
    strideWidth: stride[1],
    dilationHeight: dilation[0],
    dilationWidth: dilation[1],
    paddingTop: padding[0],
    paddingLeft: padding[1],
    outHeight: out[0],
    outWidth: out[1],
  }
}

/**
 * Calls `visit` with the indices of y, x and weight of every product that a grouped cross-correlation sums
 * (channels last; weight [kernelHeight, kernelWidth, channels / groups, filters]).
 */
export function forEachProduct(
  w: Window,
  groups: number,
  filters: number,
  visit: (y: number, x: number, weight: number) => void,
): void {
  const depth = w.channels / groups
  for (let n = 0; n < w.batch; n++) {
    for (let r = 0; r < w.outHeight; r++) {
      for (let c = 0; c < w.outWidth; c++) {
        for (let f = 0; f < filters; f++) {
          const y = ((n * w.outHeight + r) * w.outWidth + c) * filters + f
          const group = Math.floor(f / (filters / groups))
          for (let i = 0; i < w.kernelHeight; i++) {
            const row = r * w.strideHeight - w.paddingTop + i * w.dilationHeight
            if (row < 0 || row >= w.height) continue
            for (let j = 0; j < w.kernelWidth; j++) {
              const column = c * w.strideWidth - w.paddingLeft + j * w.dilationWidth
              if (column < 0 || column >= w.width) continue
              for (let d = 0; d < depth; d++) {
                const x = ((n * w.height + row) * w.width + column) * w.channels + group * depth + d
                visit(y, x, ((i * w.kernelWidth + j) * depth + d) * filters + f)
              }
            }
          }
        }
      }
    }
  }
}
