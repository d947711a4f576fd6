import type { Window } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, integers, output, values } = await openDevice()

const PLAIN: Window = {
  batch: 2,
  height: 5,
  width: 6,
  channels: 4,
  kernelHeight: 3,
  kernelWidth: 2,
  strideHeight: 1,
  strideWidth: 1,
  dilationHeight: 1,
  dilationWidth: 1,
  paddingTop: 0,
  paddingLeft: 0,
  outHeight: 3,
  outWidth: 5,
}
const WINDOWS: Record<string, Window> = {
  plain: PLAIN,
  padded: { ...PLAIN, paddingTop: 1, paddingLeft: 1, outHeight: 5, outWidth: 7 },
  'with stride 2': { ...PLAIN, strideHeight: 2, strideWidth: 2, paddingTop: 1, outHeight: 3, outWidth: 3 },
  'with dilation 2': { ...PLAIN, dilationHeight: 2, dilationWidth: 2, paddingTop: 1, outHeight: 2, outWidth: 4 },
  'one-dimensional': { ...PLAIN, height: 1, kernelHeight: 1, outHeight: 1 },
  empty: { ...PLAIN, batch: 0 },
}

interface Tap {
  /** Position of the tap's first channel in x, or −1 in the padding. */
  element: number
  position: number
}

/** The taps of window (sample, r, c) in row-major order. */
function taps(w: Window, sample: number, r: number, c: number): Tap[] {
  return Array.from({ length: w.kernelHeight * w.kernelWidth }, (_, tap) => {
    const row = r * w.strideHeight - w.paddingTop + Math.floor(tap / w.kernelWidth) * w.dilationHeight
    const column = c * w.strideWidth - w.paddingLeft + (tap % w.kernelWidth) * w.dilationWidth
    const inside = row >= 0 && row < w.height && column >= 0 && column < w.width
    const position = row * w.width + column
    return inside
      ? { element: (sample * w.height * w.width + position) * w.channels, position }
      : { element: -1, position }
  })
}

/** All windows in the order of the output. */
function allWindows(w: Window): Tap[][] {
  return Array.from({ length: w.batch * w.outHeight * w.outWidth }, (_, i) =>
    taps(w, Math.floor(i / (w.outHeight * w.outWidth)), Math.floor(i / w.outWidth) % w.outHeight, i % w.outWidth),
  )
}

const sizeOfInput = (w: Window): number => w.batch * w.height * w.width * w.channels

describe.each(Object.keys(WINDOWS))('windows %s', (name) => {
  const window = WINDOWS[name]
  const x = randomFloats(sizeOfInput(window), 1)
  const windows = allWindows(window)

  test.each([1, 2, 4])('patches and unpatches in %i groups', (groups) => {
    const channels = window.channels / groups
    const sources = Array.from({ length: groups }, (_, group) =>
      windows.flatMap((window) =>
        window.flatMap(({ element }) =>
          Array.from({ length: channels }, (_, c) => (element < 0 ? -1 : element + group * channels + c)),
        ),
      ),
    ).flat()
    const out = output(sources.length)
    kernels.patches({ x: floats(x), out, window, groups })
    expect(values(out)).toEqual(sources.map((source) => (source < 0 ? 0 : x[source])))

    const gradient = randomFloats(sources.length, 2)
    const dx = output(x.length)
    kernels.unpatches({ dout: floats(gradient), dx, window, groups })
    const expected = x.map(() => 0)
    sources.forEach((source, i) => (expected[source] += source < 0 ? 0 : gradient[i]))
    expectClose(values(dx), expected)
  })

  test('pool and unpool, max and sum', () => {
    const { channels } = window
    const inside = windows.flatMap((taps) =>
      Array.from({ length: channels }, (_, c) =>
        taps.filter(({ element }) => element >= 0).map(({ element, position }) => ({ from: element + c, position })),
      ),
    )
    const dy = randomFloats(inside.length, 3)
    const [out, dx] = [output(inside.length), output(x.length)]
    const where = integers(new Array(inside.length).fill(-9))

    kernels.pool({ x: floats(x), out, where, window, op: 'max' })
    const winners = inside.map((taps) => taps.reduce((best, tap) => (x[tap.from] > x[best.from] ? tap : best)))
    expect(values(out)).toEqual(winners.map(({ from }) => x[from]))
    expect(values(where)).toEqual(winners.map(({ position }) => position))
    kernels.unpool({ dy: floats(dy), where, dx, window, op: 'max' })
    const spread = x.map(() => 0)
    winners.forEach(({ from }, i) => (spread[from] += dy[i]))
    expectClose(values(dx), spread)

    kernels.pool({ x: floats(x), out, where: null, window, op: 'sum' })
    expectClose(
      values(out),
      inside.map((taps) => taps.reduce((sum, { from }) => sum + x[from], 0)),
    )
    kernels.unpool({ dy: floats(dy), where: null, dx, window, op: 'sum' })
    spread.fill(0)
    inside.forEach((taps, i) => taps.forEach(({ from }) => (spread[from] += dy[i])))
    expectClose(values(dx), spread)
  })
})

describe('pool', () => {
  const row: Window = {
    ...PLAIN,
    batch: 1,
    height: 1,
    width: 4,
    channels: 1,
    kernelHeight: 1,
    kernelWidth: 4,
    outHeight: 1,
    outWidth: 1,
  }

  test.each([
    { x: [1, 3, 3, 2], value: 3, winner: 1, what: 'the first of equals wins' },
    { x: [1, NaN, 5, NaN], value: NaN, winner: 1, what: 'the first NaN wins over all' },
    { x: [-Infinity, -Infinity, -Infinity, -Infinity], value: -Infinity, winner: 0, what: '−∞ is a value, too' },
  ])('$what', ({ x, value, winner }) => {
    const [out, where] = [output(1), integers([-9])]
    kernels.pool({ x: floats(x), out, where, window: row, op: 'max' })
    expect(values(out)).toEqual([value])
    expect(values(where)).toEqual([winner])
  })

  test('a window in the padding altogether gives −∞ and −1, or 0, and no gradient', () => {
    const window = { ...row, paddingLeft: 8 }
    const [out, where, dx] = [output(1), integers([-9]), output(4)]
    kernels.pool({ x: floats([1, 2, 3, 4]), out, where, window, op: 'max' })
    expect([...values(out), ...values(where)]).toEqual([-Infinity, -1])
    kernels.unpool({ dy: floats([1]), where, dx, window, op: 'max' })
    expect(values(dx)).toEqual([0, 0, 0, 0])
    kernels.pool({ x: floats([1, 2, 3, 4]), out, where: null, window, op: 'sum' })
    expect(values(out)).toEqual([0])
  })
})
