import type { Window } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { backend, kernels, floats, output, values } = await openDevice()

interface Convolution {
  window: Window
  groups: number
  filters: number
}

/** A window with everything at 1 and no padding where nothing else is said; the output's size follows. */
function windowOf(
  given: Partial<Window> & { height: number; width: number; paddingBottom?: number; paddingRight?: number },
): Window {
  const { paddingBottom = 0, paddingRight = 0, ...rest } = given
  const w = {
    batch: 1,
    channels: 1,
    kernelHeight: 3,
    kernelWidth: 3,
    strideHeight: 1,
    strideWidth: 1,
    dilationHeight: 1,
    dilationWidth: 1,
    paddingTop: 0,
    paddingLeft: 0,
    ...rest,
  }
  const count = (extent: number, kernel: number, dilation: number, stride: number): number =>
    Math.floor((extent - (kernel - 1) * dilation - 1) / stride) + 1
  const outHeight = count(w.height + w.paddingTop + paddingBottom, w.kernelHeight, w.dilationHeight, w.strideHeight)
  const outWidth = count(w.width + w.paddingLeft + paddingRight, w.kernelWidth, w.dilationWidth, w.strideWidth)
  return { ...w, outHeight, outWidth }
}

const padded = { paddingTop: 1, paddingLeft: 1, paddingBottom: 1, paddingRight: 1 }

/** Each takes another way through the kernels, or crosses the border of a block. */
const CONVOLUTIONS: Record<string, Convolution> = {
  'more terms than a block (320) and a batch': {
    window: windowOf({ batch: 2, height: 5, width: 4, channels: 40, kernelWidth: 2, kernelHeight: 4, ...padded }),
    groups: 1,
    filters: 3,
  },
  'more filters than a block (131)': {
    window: windowOf({ height: 4, width: 5, channels: 3 }),
    groups: 1,
    filters: 131,
  },
  'more positions than a block (9,000)': {
    window: windowOf({ batch: 1, height: 90, width: 100, ...padded }),
    groups: 1,
    filters: 3,
  },
  'groups of three channels, strides and one-sided padding': {
    window: windowOf({ height: 9, width: 8, channels: 6, strideHeight: 2, strideWidth: 3, paddingBottom: 2 }),
    groups: 2,
    filters: 8,
  },
  'strides longer than the kernel': {
    window: windowOf({
      height: 9,
      width: 10,
      channels: 2,
      kernelHeight: 2,
      kernelWidth: 1,
      strideHeight: 4,
      strideWidth: 3,
    }),
    groups: 1,
    filters: 4,
  },
  'strides and dilations with a common factor': {
    window: windowOf({
      height: 13,
      width: 12,
      channels: 2,
      dilationHeight: 2,
      strideHeight: 4,
      dilationWidth: 3,
      strideWidth: 2,
      ...padded,
    }),
    groups: 1,
    filters: 5,
  },
  'padding wider than the input': {
    window: windowOf({
      height: 2,
      width: 1,
      channels: 4,
      paddingTop: 4,
      paddingLeft: 3,
      paddingBottom: 1,
      paddingRight: 4,
    }),
    groups: 1,
    filters: 2,
  },
  pointwise: {
    window: windowOf({ batch: 2, height: 3, width: 4, channels: 7, kernelHeight: 1, kernelWidth: 1 }),
    groups: 1,
    filters: 5,
  },
  'a single tap with strides and padding': {
    window: windowOf({ height: 4, width: 5, channels: 3, kernelHeight: 1, kernelWidth: 1, strideWidth: 2, ...padded }),
    groups: 1,
    filters: 2,
  },
  'depthwise, more channels than a block (515)': {
    window: windowOf({ batch: 2, height: 4, width: 3, channels: 515, ...padded }),
    groups: 515,
    filters: 515,
  },
  'depthwise with strides and dilations': {
    window: windowOf({
      height: 9,
      width: 10,
      channels: 3,
      strideHeight: 2,
      dilationWidth: 2,
      kernelWidth: 4,
      ...padded,
    }),
    groups: 3,
    filters: 3,
  },
  'depthwise with two filters a channel': {
    window: windowOf({ height: 5, width: 4, channels: 3, ...padded }),
    groups: 3,
    filters: 6,
  },
}

/** Calls `visit` with the places in y, x and weight of every product of the definition. */
function forEachProduct(
  { window: w, groups, filters }: Convolution,
  visit: (y: number, x: number, weight: number) => void,
): void {
  const depth = w.channels / groups
  for (let position = 0; position < w.batch * w.outHeight * w.outWidth; position++) {
    const c = position % w.outWidth
    const r = Math.floor(position / w.outWidth) % w.outHeight
    const sample = Math.floor(position / (w.outWidth * w.outHeight))
    for (let tap = 0; tap < w.kernelHeight * w.kernelWidth; tap++) {
      const row = r * w.strideHeight - w.paddingTop + Math.floor(tap / w.kernelWidth) * w.dilationHeight
      const column = c * w.strideWidth - w.paddingLeft + (tap % w.kernelWidth) * w.dilationWidth
      if (row < 0 || row >= w.height || column < 0 || column >= w.width) continue
      const element = ((sample * w.height + row) * w.width + column) * w.channels
      for (let f = 0; f < filters; f++) {
        const first = Math.floor(f / (filters / groups)) * depth
        for (let d = 0; d < depth; d++)
          visit(position * filters + f, element + first + d, (tap * depth + d) * filters + f)
      }
    }
  }
}

describe.each(Object.keys(CONVOLUTIONS))('convolution, %s', (name) => {
  const convolution = CONVOLUTIONS[name]
  const { window, groups, filters } = convolution
  const x = randomFloats(window.batch * window.height * window.width * window.channels, 1)
  const weight = randomFloats((window.kernelHeight * window.kernelWidth * window.channels * filters) / groups, 2)
  const bias = randomFloats(filters, 3)
  const dy = randomFloats(window.batch * window.outHeight * window.outWidth * filters, 4)
  const close = { relative: 1e-6, absolute: 1e-6 }

  test('sums the products under the window, plus bias, through the activation', () => {
    const expected = dy.map((_, i) => bias[i % filters])
    forEachProduct(convolution, (atY, atX, atWeight) => (expected[atY] += x[atX] * weight[atWeight]))
    const y = output(dy.length)
    const operands = { x: floats(x), weight: floats(weight), y, ...convolution, alpha: 0.25 }
    kernels.convolve({ ...operands, bias: floats(bias), activation: null })
    expectClose(values(y), expected, close)
    kernels.convolve({ ...operands, bias: null, activation: 'leakyRelu' })
    expectClose(
      values(y),
      expected.map((value, i) => value - bias[i % filters]).map((value) => (value > 0 ? value : 0.25 * value)),
      close,
    )
  })

  test('sends dy back along every product', () => {
    const toX = x.map(() => 0)
    const toWeight = weight.map(() => 0)
    forEachProduct(convolution, (atY, atX, atWeight) => {
      toX[atX] += dy[atY] * weight[atWeight]
      toWeight[atWeight] += dy[atY] * x[atX]
    })
    const [dx, dweight] = [output(x.length), output(weight.length)]
    kernels.convolveInputGradient({ dy: floats(dy), weight: floats(weight), dx, ...convolution })
    expectClose(values(dx), toX, close)
    kernels.convolveWeightGradient({ x: floats(x), dy: floats(dy), dweight, ...convolution })
    expectClose(values(dweight), toWeight, { relative: 1e-6, absolute: 1e-5 })
  })
})

test('a convolution of many patches takes no memory beside the scratch memory there is', () => {
  const window = windowOf({ batch: 4, height: 30, width: 30, channels: 16, ...padded })
  const convolution = { window, groups: 1, filters: 8 }
  const [x, weight, y] = [output(4 * 900 * 16), output(9 * 16 * 8), output(4 * 900 * 8)]
  const before = backend.memory()
  kernels.convolve({ x, weight, bias: null, y, ...convolution, activation: null, alpha: 0 })
  kernels.convolveInputGradient({ dy: y, weight, dx: x, ...convolution })
  kernels.convolveWeightGradient({ x, dy: y, dweight: weight, ...convolution })
  expect(backend.memory()).toEqual(before)
})
