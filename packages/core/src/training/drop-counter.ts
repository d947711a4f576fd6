import { keep, type Device } from '../device/index.js'
import { full, type Tensor } from '../tensor/index.js'

/** What was dropped in a training run. */
export interface Drops {
  readonly count: number
  /** Number of the first dropped step, from 0, or null. */
  readonly firstStep: number | null
}

/** Counts dropped steps on the device, where the decision to drop is made. */
export class DropCounter {
  readonly #device: Device
  readonly #count: Tensor
  readonly #first: Tensor

  /** @param earlier what was counted before, on another device */
  constructor(device: Device, earlier: Drops = { count: 0, firstStep: null }) {
    this.#device = device
    this.#count = keep(full(device, [1], earlier.count))
    this.#first = keep(full(device, [1], earlier.firstStep ?? Infinity))
  }

  /** Counts step number `step` as dropped when `factor` is 0. */
  add(factor: Tensor, step: number): void {
    const operand = { channels: 1, inner: 1 }
    const pair = { length: 1, operandA: operand, operandB: operand }
    const count = this.#count.buffer
    const first = this.#first.buffer
    this.#device.withScratch((workspace) => {
      const { kernels } = this.#device
      const changed = workspace.scratch(1)
      kernels.map({ x: count, out: changed, op: 'linear', alpha: 1, beta: 1 })
      kernels.choose({ ...pair, mask: factor.buffer, a: count, b: changed, out: count, operandMask: operand })
      kernels.fill({ out: changed, value: step })
      kernels.zip({ ...pair, a: first, b: changed, out: changed, op: 'min', alpha: 1, beta: 1 })
      kernels.choose({ ...pair, mask: factor.buffer, a: first, b: changed, out: first, operandMask: operand })
    })
  }

  async read(): Promise<Drops> {
    const [count, first] = await Promise.all([this.#count.item(), this.#first.item()])
    return { count, firstStep: Number.isFinite(first) ? first : null }
  }

  dispose(): void {
    this.#count.dispose()
    this.#first.dispose()
  }
}
