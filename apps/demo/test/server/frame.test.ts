import { describe, expect, test } from 'vitest'
import { decodeFrame, encodeFrame, FrameError } from '../../src/protocol/frame.js'

/** A small generator of numbers (Park and Miller), so that a failure repeats. */
function numbers(seed: number): (below: number) => number {
  let state = seed + 1
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Any message: nested objects and arrays with text, numbers and typed arrays. */
function message(next: (below: number) => number, depth = 0): unknown {
  const length = next(5)
  switch (next(depth > 3 ? 7 : 9)) {
    case 0:
      return null
    case 1:
      return next(2) === 0
    case 2:
      return ['', 'Zoë', '\u0000"\\', '😀'.repeat(length)][next(4)]
    case 3:
      return [0, -1.5, 1e300, NaN, Infinity, -Infinity, 2 ** 53][next(7)]
    case 4:
      return Uint8Array.from({ length }, () => next(256))
    case 5:
      return Float32Array.from({ length }, (_, i) => (i === 0 ? NaN : next(1000) / 8 - 60))
    case 6:
      return Int32Array.from({ length }, () => next(1000) - 500)
    case 7:
      return Array.from({ length }, () => message(next, depth + 1))
    default:
      return Object.fromEntries(Array.from({ length }, (_, i) => [`field/${i}`, message(next, depth + 1)]))
  }
}

describe('a frame', () => {
  test('brings back what was put in', () => {
    for (let seed = 0; seed < 500; seed++) {
      const sent = message(numbers(seed))
      expect(decodeFrame(encodeFrame(sent))).toEqual(sent)
    }
  })

  test('brings it back from a Buffer that lies in the memory of others, in arrays of its own', () => {
    const sent = { floats: Float32Array.of(1, 2, 3), bytes: Uint8Array.of(4, 5) }
    const frame = encodeFrame(sent)
    const shared = Buffer.alloc(frame.length + 9, 7)
    shared.set(frame, 3)
    const received = decodeFrame(shared.subarray(3, 3 + frame.length)) as typeof sent
    shared.fill(0)
    expect(received).toEqual(sent)
  })

  test('brings it back from the middle of other bytes', () => {
    for (let seed = 0; seed < 100; seed++) {
      const sent = message(numbers(seed))
      const frame = encodeFrame(sent)
      const padded = new Uint8Array(frame.length + 8)
      padded.set(frame, 3)
      expect(decodeFrame(padded.subarray(3, 3 + frame.length))).toEqual(sent)
    }
  })

  test('of a part of an array holds that part', () => {
    const part = Float32Array.of(1, 2, 3, 4).subarray(1, 3)
    expect(decodeFrame(encodeFrame({ part }))).toEqual({ part: Float32Array.of(2, 3) })
  })

  test('that was cut is refused, never misread', () => {
    const frame = encodeFrame({
      type: 'predict',
      image: Float32Array.of(1, 2, 3),
      rest: [Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
    })
    for (let length = 0; length < frame.length; length++) {
      expect(() => decodeFrame(frame.subarray(0, length)), `${length} bytes`).toThrow(FrameError)
    }
  })

  test('with wrong bytes is refused or read, and nothing else happens', () => {
    const frame = encodeFrame({ type: 'predict', image: Float32Array.of(1, 2, 3), list: [1, 'two', null] })
    const next = numbers(11)
    let refused = 0
    for (let i = 0; i < 2000; i++) {
      const wrong = frame.slice()
      wrong[next(wrong.length)] = next(256)
      try {
        decodeFrame(wrong)
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError)
        refused += 1
      }
    }
    expect(refused).toBeGreaterThan(100)
  })

  test('cannot ask for more memory than it has', () => {
    const array = { $array: 'Uint8Array', offset: 0, length: 1000 }
    const json = new TextEncoder().encode(JSON.stringify(Array.from({ length: 100 }, () => array)))
    const start = Math.ceil((4 + json.length) / 8) * 8
    const frame = new Uint8Array(start + 1000)
    new DataView(frame.buffer).setUint32(0, json.length, true)
    frame.set(json, 4)
    expect(() => decodeFrame(frame)).toThrow('lies outside')
  })
})
