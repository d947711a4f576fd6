import { keep, type Device } from '../device/index.js'
import { zeros, type Tensor } from '../tensor/index.js'

/** Weighted means by name: what an epoch, or an evaluation, comes to. */
export type Logs = Record<string, number>

/**
 * Running sums of the loss and the metrics, on the device: a step adds to them without anyone waiting, and they are read
 * once a report.
 */
export class Totals {
  readonly names: readonly string[]
  readonly #device: Device
  readonly #sums: readonly Tensor[]
  readonly #weight: Tensor

  constructor(device: Device, names: readonly string[]) {
    this.#device = device
    this.names = names
    this.#sums = names.map(() => keep(zeros(device, [1])))
    this.#weight = keep(zeros(device, [1]))
  }

  /**
   * Adds one batch.
   *
   * @param sums one sum over the batch for each name
   * @param weight what the sums are divided by, in all
   * @param factor 0 when the step was dropped: nothing is added, whatever the sums hold
   */
  add(sums: readonly Tensor[], weight: Tensor, factor: Tensor | null): void {
    sums.forEach((sum, i) => this.#accumulate(sum, this.#sums[i], factor))
    this.#accumulate(weight, this.#weight, factor)
  }

  /** The means so far; NaN before anything was added. */
  async read(): Promise<Logs> {
    const [weight, ...sums] = await Promise.all([this.#weight, ...this.#sums].map((total) => total.item()))
    return Object.fromEntries(this.names.map((name, i) => [name, sums[i] / weight]))
  }

  reset(): void {
    for (const total of [this.#weight, ...this.#sums]) this.#device.kernels.fill({ out: total.buffer, value: 0 })
  }

  dispose(): void {
    for (const total of [this.#weight, ...this.#sums]) total.dispose()
  }

  #accumulate(addend: Tensor, total: Tensor, factor: Tensor | null): void {
    const operand = { channels: 1, inner: 1 }
    const { kernels } = this.#device
    this.#device.withScratch((workspace) => {
      const sum = workspace.scratch(1)
      const a = total.buffer
      const shared = { length: 1, operandA: operand, operandB: operand }
      kernels.zip({ ...shared, a, b: addend.buffer, out: sum, op: 'add', alpha: 1, beta: 1 })
      if (factor === null) kernels.copy({ source: sum, into: a, sourceOffset: 0, intoOffset: 0, length: 1 })
      else kernels.choose({ ...shared, mask: factor.buffer, a: sum, b: a, out: a, operandMask: operand })
    })
  }
}
