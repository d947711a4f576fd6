import type { Buffer, DType, HostArray } from '../backend/index.js'
import type { Device } from '../device/index.js'
import { DisposedError, ShapeError } from '../errors.js'
import { showShape, sizeOf, type Shape } from './shape.js'
import { Storage } from './storage.js'

/** Numbers nested as deep as the tensor has axes; a number for rank 0. */
export type NestedArray = number | NestedArray[]

/**
 * A dense array on a device, row-major, immutable for its users. Operations are free functions (`add(a, b)`).
 * Dispose it when it is no longer needed, or create it inside a scope; `using x = …` does it at the end of the block.
 */
export class Tensor {
  readonly device: Device
  readonly shape: Shape
  readonly dtype: DType
  #storage: Storage | null

  private constructor(device: Device, shape: Shape, storage: Storage) {
    this.device = device
    this.shape = shape
    this.dtype = storage.buffer.dtype
    this.#storage = storage
    device.currentScope?.push(this)
  }

  /** A tensor with undefined contents, to be written by a kernel. */
  static empty(device: Device, shape: Shape, dtype: DType = 'float32'): Tensor {
    return new Tensor(device, shape, new Storage(device, sizeOf(shape), dtype))
  }

  /** Another tensor on the same memory, of a shape with as many elements. */
  alias(shape: Shape): Tensor {
    if (sizeOf(shape) !== this.size) {
      throw new ShapeError({
        what: `A tensor of shape ${showShape(this.shape)} (${this.size} elements) cannot be seen as ${showShape(shape)} (${sizeOf(shape)}).`,
        remedy: 'Give a shape with the same number of elements.',
      })
    }
    return new Tensor(this.device, shape, this.#alive().share())
  }

  get size(): number {
    return sizeOf(this.shape)
  }

  get rank(): number {
    return this.shape.length
  }

  get disposed(): boolean {
    return this.#storage === null
  }

  /**
   * The device memory.
   *
   * @throws DisposedError
   */
  get buffer(): Buffer {
    return this.#alive().buffer
  }

  /** All elements, row-major, in a fresh array. */
  async read(): Promise<HostArray> {
    return this.device.read(this.buffer)
  }

  /**
   * All elements at once.
   *
   * @throws StateError on a device that can only be read asynchronously
   */
  readSync(): HostArray {
    return this.device.readSync(this.buffer)
  }

  /**
   * The only element.
   *
   * @throws ShapeError when there is not exactly one
   */
  async item(): Promise<number> {
    if (this.size !== 1) {
      throw new ShapeError({
        what: `item() was called on a tensor of shape ${showShape(this.shape)} with ${this.size} elements.`,
        remedy: 'Use read() for tensors of more than one element.',
      })
    }
    return (await this.read())[0]
  }

  /** All elements as nested arrays. */
  async toArray(): Promise<NestedArray> {
    return nest(await this.read(), this.shape)
  }

  /** Gives the memory back. Idempotent. */
  dispose(): void {
    this.#storage?.release()
    this.#storage = null
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  toString(): string {
    return `Tensor(${showShape(this.shape)}, ${this.dtype}, ${this.device.name}${this.disposed ? ', disposed' : ''})`
  }

  #alive(): Storage {
    if (this.#storage === null) {
      throw new DisposedError({
        what: `A tensor of shape ${showShape(this.shape)} was used after it was disposed.`,
        remedy: 'Dispose it later, or return it from the scope it was created in.',
      })
    }
    return this.#storage
  }
}

function nest(values: HostArray, shape: Shape): NestedArray {
  if (shape.length === 0) return values[0]
  const [length, ...rest] = shape
  const stride = sizeOf(rest)
  return Array.from({ length }, (_, i) => nest(values.subarray(i * stride, (i + 1) * stride), rest))
}
