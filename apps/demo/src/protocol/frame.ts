/**
 * How commands and events travel over a WebSocket: a 32-bit little-endian length, so many bytes of JSON, and behind them
 * the elements of all typed arrays, each beginning at a multiple of eight bytes. In the JSON an array is
 * `{ "$array": "Float32Array", "offset": …, "length": … }`, its offset counted from where the arrays begin. Numbers that JSON
 * does not know are `{ "$number": "NaN" }`.
 */

const KINDS = { Uint8Array, Int32Array, Float32Array } as const
type Kind = keyof typeof KINDS
type Elements = InstanceType<(typeof KINDS)[Kind]>

const ALIGNMENT = 8
const HEADER_BYTES = 4
/** Fields by which arrays and numbers are known; data with fields of these names cannot travel. */
const ARRAY = '$array'
const NUMBER = '$number'

/** A frame that says what it should not. */
export class FrameError extends Error {
  override readonly name = 'FrameError'
}

/** Plain data (objects, arrays, text, numbers, null) with typed arrays in it as one piece of bytes. */
export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const arrays: { readonly elements: Elements; readonly offset: number }[] = []
  let bytes = 0
  const json = JSON.stringify(message, (_key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return { [NUMBER]: String(value) }
    const kind = kindOf(value)
    if (kind === null) return value
    const elements = value as Elements
    const offset = bytes
    arrays.push({ elements, offset })
    bytes = aligned(offset + elements.byteLength)
    return { [ARRAY]: kind, offset, length: elements.length }
  })
  const header = new TextEncoder().encode(json)
  const start = aligned(HEADER_BYTES + header.length)
  const frame = new Uint8Array(start + bytes)
  new DataView(frame.buffer).setUint32(0, header.length, true)
  frame.set(header, HEADER_BYTES)
  for (const { elements, offset } of arrays) {
    frame.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength), start + offset)
  }
  return frame
}

/**
 * What {@link encodeFrame} was given; arrays are copies.
 *
 * @throws FrameError for bytes that are no frame
 */
export function decodeFrame(frame: Uint8Array): unknown {
  if (frame.length < HEADER_BYTES) throw new FrameError('The frame is shorter than its header.')
  const length = new DataView(frame.buffer, frame.byteOffset).getUint32(0, true)
  const start = aligned(HEADER_BYTES + length)
  if (HEADER_BYTES + length > frame.length) throw new FrameError('The frame ends in the middle of its JSON.')
  const arrays = new ArrayReader(frame.subarray(Math.min(start, frame.length)))
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(HEADER_BYTES, HEADER_BYTES + length))
    return JSON.parse(json, (_key, value: unknown) => {
      if (has(value, ARRAY)) return arrays.read(value)
      return has(value, NUMBER) ? Number(value[NUMBER]) : value
    })
  } catch (error) {
    if (error instanceof FrameError) throw error
    throw new FrameError('The JSON of the frame cannot be read.', { cause: error })
  }
}

/** Copies arrays out of a frame; all together no more than it holds, so that a small frame cannot ask for much memory. */
class ArrayReader {
  readonly #body: Uint8Array
  #remaining: number

  constructor(body: Uint8Array) {
    this.#body = body
    this.#remaining = body.length
  }

  read({ [ARRAY]: kind, offset, length }: Readonly<Record<string, unknown>>): Elements {
    if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) {
      throw new FrameError('The frame has an array of unknown kind.')
    }
    const ArrayKind = KINDS[kind as Kind]
    const bytes = isCount(length) ? length * ArrayKind.BYTES_PER_ELEMENT : Infinity
    if (!isCount(offset) || offset + bytes > this.#body.length || bytes > this.#remaining) {
      throw new FrameError('An array of the frame lies outside of it.')
    }
    this.#remaining -= bytes
    // Not `slice`: that of Node's Buffer gives a view of memory that others share.
    return new ArrayKind(new Uint8Array(this.#body.subarray(offset, offset + bytes)).buffer)
  }
}

function has(value: unknown, field: string): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
}

function kindOf(value: unknown): Kind | null {
  const kinds = Object.keys(KINDS) as Kind[]
  return kinds.find((kind) => value instanceof KINDS[kind]) ?? null
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
}
