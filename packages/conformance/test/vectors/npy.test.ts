import { describe, expect, test } from 'vitest'
import { parseNpy } from '../../src/vectors/files/npy.js'

/** A file as numpy.save writes it: magic, version 1.0, length of the header, header, data. */
function npy(header: string, data: ArrayBufferView): Uint8Array {
  const text = header.padEnd(117) + '\n'
  const bytes = new Uint8Array(10 + text.length + data.byteLength)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length, 0])
  bytes.set(new TextEncoder().encode(text), 10)
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + text.length)
  return bytes
}

const header = (descr: string, shape: string, order = 'False'): string =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`

describe('parseNpy', () => {
  test('reads float64, float32 and int32 in any rank', () => {
    expect(parseNpy(npy(header('<f8', '(2, 1)'), new Float64Array([0.1, NaN])), 'x.npy')).toEqual({
      shape: [2, 1],
      data: new Float64Array([0.1, NaN]),
    })
    expect(parseNpy(npy(header('<f4', '(2,)'), new Float32Array([1.5, -2])), 'x.npy')).toEqual({
      shape: [2],
      data: new Float32Array([1.5, -2]),
    })
    expect(parseNpy(npy(header('<i4', '()'), new Int32Array([-7])), 'x.npy')).toEqual({
      shape: [],
      data: new Int32Array([-7]),
    })
  })

  test('reads data that does not begin at the start of its buffer', () => {
    const file = npy(header('<f8', '(1,)'), new Float64Array([0.5]))
    const moved = new Uint8Array(file.length + 3)
    moved.set(file, 3)
    expect(parseNpy(moved.subarray(3), 'x.npy').data).toEqual(new Float64Array([0.5]))
  })

  test('refuses Fortran order, other types, lengths that differ and other files', () => {
    const one = new Float32Array([1])
    for (const file of [
      npy(header('<f4', '(1,)', 'True'), one),
      npy(header('>f4', '(1,)'), one),
      npy(header('<f4', '(2,)'), one),
      new Uint8Array(20),
    ]) {
      expect(() => parseNpy(file, 'x.npy')).toThrow(/x\.npy/)
    }
  })
})
