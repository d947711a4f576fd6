import type { DType } from '../backend/index.js'
import { DataError, ShapeError } from '../errors.js'
import { showShape, sizeOf, type Shape } from './shape.js'
import type { NestedArray } from './tensor.js'

/** Typed arrays that data may arrive in. */
export type NumericArray =
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray

/** Numbers on the host with a shape, row-major. */
export interface HostTensor {
  readonly data: NumericArray
  readonly shape: Shape
}

/**
 * Data on the host in any of the forms that functions take: nested arrays, a typed array (of rank 1), or a typed
 * array with a shape.
 */
export type HostData = NestedArray[] | number | NumericArray | HostTensor

export function isNumericArray(value: unknown): value is NumericArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) && !(value instanceof BigInt64Array)
}

/**
 * Any form of host data with its shape.
 *
 * @param name what the data is, for messages
 * @throws ShapeError when nested arrays are ragged, or the shape does not fit the number of elements
 * @throws DataError when a value is not a number
 */
export function toHostTensor(name: string, data: HostData): HostTensor {
  if (isNumericArray(data)) return { data, shape: [data.length] }
  if (typeof data === 'number') return { data: new Float32Array([data]), shape: [] }
  if (Array.isArray(data)) return flatten(name, data)
  if (typeof data === 'object' && data !== null && isNumericArray(data.data)) {
    const { shape } = data
    if (sizeOf(shape) !== data.data.length) {
      throw new ShapeError({
        what: `${name}: ${data.data.length} values were given for the shape ${showShape(shape)}, which has ${sizeOf(shape)}.`,
        remedy: 'Give a shape whose product is the number of values.',
      })
    }
    return data
  }
  throw new DataError({
    what: `${name} is ${data === null ? 'null' : `a ${typeof data}`}, not data.`,
    remedy: 'Pass a Tensor, nested arrays of numbers, a typed array, or { data: typedArray, shape }.',
  })
}

function flatten(name: string, data: NestedArray[]): HostTensor {
  const shape: number[] = []
  for (let level: NestedArray = data; Array.isArray(level); level = level[0]) {
    shape.push(level.length)
    if (level.length === 0) break
  }
  const values = new Float32Array(sizeOf(shape))
  let position = 0
  const fill = (level: NestedArray, axis: number): void => {
    if (axis === shape.length) {
      if (typeof level !== 'number') {
        throw new DataError({
          what: `${name}: element ${position} is ${Array.isArray(level) ? 'an array' : `a ${typeof level}`}, where a number was expected.`,
          remedy: 'Give numbers, nested equally deep everywhere.',
        })
      }
      values[position++] = level
      return
    }
    if (!Array.isArray(level) || level.length !== shape[axis]) {
      throw new ShapeError({
        what: `${name}: nested arrays are ragged: axis ${axis} has ${shape[axis]} entries at first and ${Array.isArray(level) ? level.length : 'none'} later.`,
        remedy: 'Give arrays of equal lengths, padded where necessary.',
      })
    }
    for (const entry of level) fill(entry, axis + 1)
  }
  fill(data, 0)
  return { data: values, shape }
}

/** The values as the array that a device writes. */
export function toHostArray(data: NumericArray, dtype: DType): Float32Array | Int32Array {
  if (dtype === 'int32') return data instanceof Int32Array ? data : Int32Array.from(data)
  return data instanceof Float32Array ? data : Float32Array.from(data)
}
