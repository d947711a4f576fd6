import { OptionError } from '@evenkeel/core'

type Numbers = Float32Array | Int32Array

interface ArrayHeader {
  readonly dtype: 'float32' | 'int32'
  readonly length: number
}

interface Frame {
  readonly message: unknown
  readonly arrays: readonly ArrayHeader[]
}

const BYTES_PER_ELEMENT = 4
const NEWLINE = 10

/** A message as a line of JSON and, behind it, the bytes of its arrays, in whose places stand { array: number }. */
export function encodeFrame(message: unknown): Uint8Array[] {
  const arrays: Numbers[] = []
  const text = JSON.stringify(message, (_name, value: unknown) => {
    if (!isNumbers(value)) return value
    return { array: arrays.push(value) - 1 }
  })
  const headers = arrays.map((values): ArrayHeader => {
    return { dtype: values instanceof Int32Array ? 'int32' : 'float32', length: values.length }
  })
  const line = Buffer.from(`{"message":${text},"arrays":${JSON.stringify(headers)}}\n`)
  return [line, ...arrays.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength))]
}

/** Puts frames together from the pieces of a stream. */
export class FrameReader {
  #pieces: Uint8Array[] = []
  #frame: Frame | null = null

  /** @returns the messages that are complete with this piece */
  push(piece: Uint8Array): unknown[] {
    this.#pieces.push(piece)
    const messages: unknown[] = []
    for (let message = this.#next(); message !== undefined; message = this.#next()) messages.push(message)
    return messages
  }

  #next(): unknown {
    if (this.#frame === null) {
      const line = this.#takeLine()
      if (line === null) return undefined
      this.#frame = parseFrame(line)
    }
    const { message, arrays } = this.#frame
    const bytes = this.#take(arrays.reduce((sum, { length }) => sum + length * BYTES_PER_ELEMENT, 0))
    if (bytes === null) return undefined
    this.#frame = null
    return putBack(message, cutArrays(bytes, arrays))
  }

  #takeLine(): string | null {
    if (!this.#pieces.some((piece) => piece.includes(NEWLINE))) return null
    const [all] = (this.#pieces = [Buffer.concat(this.#pieces)])
    const end = all.indexOf(NEWLINE)
    this.#pieces = [all.subarray(end + 1)]
    return Buffer.from(all.subarray(0, end)).toString()
  }

  /** Bytes with memory of their own, or null while there are not as many. */
  #take(length: number): Uint8Array<ArrayBuffer> | null {
    if (this.#pieces.reduce((sum, piece) => sum + piece.length, 0) < length) return null
    const all = Buffer.concat(this.#pieces)
    this.#pieces = [all.subarray(length)]
    return Uint8Array.from(all.subarray(0, length))
  }
}

function parseFrame(line: string): Frame {
  try {
    return JSON.parse(line) as Frame
  } catch (error) {
    throw new OptionError({
      what: `The contender wrote something else than a frame: ${line.slice(0, 200)}`,
      remedy: 'Let it write nothing else on standard output.',
      cause: error,
    })
  }
}

function cutArrays(bytes: Uint8Array<ArrayBuffer>, headers: readonly ArrayHeader[]): Numbers[] {
  let start = bytes.byteOffset
  return headers.map(({ dtype, length }) => {
    const values = new (dtype === 'int32' ? Int32Array : Float32Array)(bytes.buffer, start, length)
    start += values.byteLength
    return values
  })
}

function putBack(value: unknown, arrays: readonly Numbers[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => putBack(entry, arrays))
  if (typeof value !== 'object' || value === null) return value
  if ('array' in value) return arrays[value.array as number]
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, putBack(entry, arrays)]))
}

function isNumbers(value: unknown): value is Numbers {
  return value instanceof Float32Array || value instanceof Int32Array
}
