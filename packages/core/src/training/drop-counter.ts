import { keep, type Device } from '../device/index.js'
import { tensor, zeros, type Tensor } from '../tensor/index.js'

/** What was dropped in a training run. */
export interface Drops {
  readonly count: number
  /** Number of the first dropped step, from 0, or null. */
  readonly firstStep: number | null
}

/** Drops of a run in which nothing was dropped. */
export const NO_DROPS: Drops = { count: 0, firstStep: null }

/**
 * Counts steps on the device, where the decision to drop is made: those that were kept, and of these the ones before the
 * first drop. The host knows how many there were in all.
 */
export class DropCounter {
  readonly #device: Device
  /** [kept, kept before the first drop]. */
  readonly #counts: Tensor
  /** What a kept step adds: [1, 1], and [1, 0] from the first drop on. */
  readonly #addend: Tensor
  readonly #firstStep: number
  readonly #earlier: Drops
  #steps = 0

  /**
   * @param firstStep number of the first step that is counted
   * @param earlier what was counted before, on another device
   */
  constructor(device: Device, firstStep: number, earlier: Drops) {
    this.#device = device
    this.#firstStep = firstStep
    this.#earlier = earlier
    this.#counts = keep(zeros(device, [2]))
    this.#addend = keep(tensor(device, [1, 1]))
  }

  /** Counts a step, as dropped when `factor` is 0. */
  add(factor: Tensor): void {
    const pair = { channels: 2, inner: 1 }
    const scalar = { channels: 1, inner: 2 }
    const counts = this.#counts.buffer
    const addend = this.#addend.buffer
    this.#steps += 1
    this.#device.withScratch((workspace) => {
      const { kernels } = workspace
      const added = workspace.scratch(2)
      // Where the mask is 0, b is: it is the same number.
      kernels.choose({
        mask: factor.buffer,
        a: addend,
        b: factor.buffer,
        out: added,
        length: 2,
        operandMask: scalar,
        operandA: pair,
        operandB: scalar,
      })
      kernels.zip({
        a: counts,
        b: added,
        out: counts,
        op: 'add',
        length: 2,
        operandA: pair,
        operandB: pair,
        alpha: 1,
        beta: 1,
      })
      kernels.copy({ source: added, into: addend, sourceOffset: 1, intoOffset: 1, length: 1 })
    })
  }

  async read(): Promise<Drops> {
    const steps = this.#steps
    const [kept, keptBefore] = await this.#counts.read()
    const own = kept < steps ? this.#firstStep + keptBefore : null
    return { count: this.#earlier.count + steps - kept, firstStep: this.#earlier.firstStep ?? own }
  }

  dispose(): void {
    this.#counts.dispose()
    this.#addend.dispose()
  }
}
