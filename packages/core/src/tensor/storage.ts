import type { Buffer, DType } from '../backend/index.js'
import type { Device } from '../device/index.js'

/** A device buffer and how many tensors look at it; the last one gives it back. */
export class Storage {
  readonly device: Device
  readonly buffer: Buffer
  #owners = 1

  constructor(device: Device, length: number, dtype: DType) {
    this.device = device
    this.buffer = device.acquire(length, dtype)
  }

  share(): Storage {
    this.#owners += 1
    return this
  }

  release(): void {
    this.#owners -= 1
    if (this.#owners === 0) this.device.release(this.buffer)
  }
}
