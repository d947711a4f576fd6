import { OptionError } from '@evenkeel/core'
import { expect, test } from 'vitest'
import { encodeFrame, FrameReader } from '../src/contenders/torch/frames.js'

const message = {
  command: 'prepare',
  inputs: { layers: [{ kernel: Float32Array.of(1.5, -2) }, { bias: null }], labels: Int32Array.of(7), epochs: 2 },
}

test('what is encoded is read again, arrays in their places and with their types', () => {
  expect(new FrameReader().push(Buffer.concat(encodeFrame(message)))).toEqual([message])
})

test('frames come in pieces of any size', () => {
  const reader = new FrameReader()
  const bytes = Buffer.concat([...encodeFrame(message), ...encodeFrame({ second: true })])
  const found = [...bytes].flatMap((_, i) => reader.push(bytes.subarray(i, i + 1)))
  expect(found).toEqual([message, { second: true }])
})

test('an array is sent as its bytes, and not as those around it in its memory', () => {
  const part = Float32Array.of(1, 2, 3, 4).subarray(1, 3)
  expect(new FrameReader().push(Buffer.concat(encodeFrame({ part })))).toEqual([{ part: Float32Array.of(2, 3) }])
})

test('something that is not a frame is refused', () => {
  expect(() => new FrameReader().push(Buffer.from('Warning: be warned\n'))).toThrow(OptionError)
})
