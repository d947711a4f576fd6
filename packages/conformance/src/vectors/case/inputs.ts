import { tensor, type Device, type HostTensor, type Tensor } from '@evenkeel/core'
import type { Values } from '../files/values.js'
import { Unsupported } from './unsupported.js'

const INTEGER = /^u?int\d+$/
const INT32_MAX = 2 ** 31 - 1

/** The input tensors of a case, by name. What was not read in the end is an input that nobody understands. */
export class Inputs {
  readonly #device: Device
  readonly #values: ReadonlyMap<string, Values>
  readonly #read: Set<string> = new Set()

  constructor(device: Device, values: readonly Values[]) {
    this.#device = device
    this.#values = new Map(values.map((value) => [value.name, value]))
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** Names of the inputs that match, in the order of the case. */
  names(pattern: RegExp): string[] {
    return [...this.#values.keys()].filter((name) => pattern.test(name))
  }

  /** A float32 input on the device. */
  tensor(name: string): Tensor {
    const { data, shape } = this.host(name)
    return tensor(this.#device, data, { shape })
  }

  tensorOrNull(name: string): Tensor | null {
    return this.has(name) ? this.tensor(name) : null
  }

  /** A float32 input on the host. */
  host(name: string): HostTensor {
    const { data, shape } = this.#take(name, (dtype) => dtype === 'float32')
    return { data: Float32Array.from(data), shape }
  }

  hostOrNull(name: string): HostTensor | null {
    return this.has(name) ? this.host(name) : null
  }

  /** Integers on the host, such as labels, axes and shapes. */
  integers(name: string): { readonly data: Int32Array; readonly shape: readonly number[] } {
    const { data, shape } = this.#take(name, (dtype) => INTEGER.test(dtype))
    if (data.some((value) => Math.abs(value) > INT32_MAX)) throw new Unsupported('integers beyond 32 bits')
    return { data: Int32Array.from(data), shape }
  }

  /** Booleans as 1 and 0 on the device. */
  mask(name: string): Tensor {
    const { data, shape } = this.#take(name, (dtype) => dtype === 'bool')
    return tensor(this.#device, data, { shape })
  }

  /** The only element of an input of any dtype. */
  scalar(name: string): number {
    const { data } = this.#take(name, () => true)
    if (data.length !== 1) throw new Unsupported(`input ${name} is not a scalar`)
    return data[0]
  }

  /** The dtype of an input, which does not count as reading it. */
  dtype(name: string): string | undefined {
    return this.#values.get(name)?.dtype
  }

  /** @throws Unsupported when something was not read */
  requireAllRead(): void {
    const unread = [...this.#values.keys()].filter((name) => !this.#read.has(name))
    if (unread.length > 0) throw new Unsupported(`input not understood: ${unread.join(', ')}`)
  }

  #take(name: string, valid: (dtype: string) => boolean): Values {
    const values = this.#values.get(name)
    if (values === undefined) throw new Unsupported(`input ${name} is missing`)
    if (!valid(values.dtype)) throw new Unsupported(`dtype ${values.dtype}`)
    this.#read.add(name)
    return values
  }
}
