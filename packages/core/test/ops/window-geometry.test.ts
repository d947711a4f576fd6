import { describe, expect, test } from 'vitest'
import { windowOn, type Padding2d } from '../../src/ops/window-geometry.js'

interface Row {
  readonly extent: number
  readonly kernel: number
  readonly stride?: number
  readonly dilation?: number
  readonly padding?: Padding2d
  readonly ceilMode?: boolean
  readonly outputs: number
}

const outputs = ({ extent, kernel, stride = 1, dilation = 1, padding, ceilMode }: Row): number =>
  windowOn('test', [1, extent, extent, 1], kernel, { strides: stride, dilations: dilation, padding, ceilMode }).window
    .outWidth

describe('number of windows', () => {
  // Layers of published networks, whose sizes are known.
  test.each<Row & { readonly what: string }>([
    { what: 'LeNet-5, C1', extent: 32, kernel: 5, outputs: 28 },
    { what: 'AlexNet, conv1', extent: 227, kernel: 11, stride: 4, outputs: 55 },
    { what: 'AlexNet, pool1', extent: 55, kernel: 3, stride: 2, outputs: 27 },
    { what: 'VGG-16, conv', extent: 224, kernel: 3, padding: 1, outputs: 224 },
    { what: 'ResNet-50, conv1', extent: 224, kernel: 7, stride: 2, padding: 3, outputs: 112 },
    { what: 'ResNet-50, pool1', extent: 112, kernel: 3, stride: 2, padding: 1, outputs: 56 },
    { what: 'GoogLeNet, pool1, which rounds up', extent: 112, kernel: 3, stride: 2, ceilMode: true, outputs: 56 },
    { what: 'MobileNet, conv1, same', extent: 224, kernel: 3, stride: 2, padding: 'same', outputs: 112 },
  ])('$what', (row) => expect(outputs(row)).toBe(row.outputs))

  test('a window that would start in the padding behind the input does not count (PyTorch)', () => {
    expect(outputs({ extent: 2, kernel: 1, stride: 2, ceilMode: true, outputs: 1 })).toBe(1)
    expect(outputs({ extent: 2, kernel: 3, stride: 3, padding: 1, ceilMode: true, outputs: 1 })).toBe(1)
    expect(outputs({ extent: 4, kernel: 1, stride: 3, ceilMode: true, outputs: 2 })).toBe(2)
  })
})

describe("padding 'same'", () => {
  test.each([
    { extent: 5, kernel: 3, stride: 1, dilation: 1, before: 1, after: 1 },
    { extent: 5, kernel: 2, stride: 1, dilation: 1, before: 0, after: 1 },
    { extent: 6, kernel: 3, stride: 2, dilation: 1, before: 0, after: 1 },
    { extent: 7, kernel: 3, stride: 2, dilation: 1, before: 1, after: 1 },
    { extent: 5, kernel: 3, stride: 1, dilation: 3, before: 3, after: 3 },
    { extent: 9, kernel: 1, stride: 4, dilation: 1, before: 0, after: 0 },
  ])('of $extent, kernel $kernel, stride $stride, dilation $dilation', ({ before, after, ...given }) => {
    const { extent, kernel, stride, dilation } = given
    const options = { strides: stride, dilations: dilation, padding: 'same' } as const
    const { window, paddingRight, paddingBottom } = windowOn('test', [1, extent, extent, 1], kernel, options)
    expect([window.paddingTop, paddingBottom, window.paddingLeft, paddingRight]).toEqual([before, after, before, after])
  })
})
