import { StateError, type KernelName } from '@evenkeel/core/backend'
import { Status, type Addon, type AddonDevice } from './addon.js'

/** Room for the arguments of one call; `optimize` takes about six for each parameter. */
const CAPACITY = 1 << 16

/**
 * How kernels are called: the caller writes the arguments into `values` (the ids of buffers first, then attributes, in
 * the order of the contract, lists with their length before them), and then runs the kernel. A call of the addon with
 * one number costs a fifth of one with ten.
 */
export class Calls {
  readonly values: Float64Array = new Float64Array(CAPACITY)
  readonly device: AddonDevice
  readonly #kernels: readonly string[]

  constructor(addon: Addon, instructionSet: string, threads: number) {
    this.#kernels = addon.kernels
    this.device = new addon.Device(instructionSet, threads, this.values)
  }

  /** A function that runs the kernel on what was written into `values`. */
  kernel(name: KernelName): () => void {
    const { device } = this
    const number = this.#kernels.indexOf(name)
    return () => {
      const status = device.run(number)
      if (status !== Status.done) throw failure(name, status)
    }
  }

  /**
   * Makes sure that `count` arguments have room.
   *
   * @throws StateError
   */
  require(name: KernelName, count: number): void {
    if (count <= CAPACITY) return
    throw new StateError({
      what: `native: a call of ${name} has ${count} arguments; there is room for ${CAPACITY}.`,
      remedy: 'Use fewer, larger parameters.',
    })
  }
}

function failure(name: KernelName, status: number): StateError {
  if (status === Status.outOfMemory) {
    return new StateError({
      what: `native: no memory for the scratch buffers of ${name}.`,
      remedy: 'Use smaller batches, or free what is no longer needed.',
    })
  }
  return new StateError({
    what: `native: ${name} was given a buffer that was freed, is another backend's, or has the wrong dtype.`,
    remedy: 'Pass buffers that this backend allocated and that were not freed, of the dtype the contract names.',
  })
}
