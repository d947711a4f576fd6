import { keep, type Device } from '../device/index.js'
import { tensor, zeros, type Tensor } from '../tensor/index.js'

/** Weighted means by name: what an epoch, or an evaluation, comes to. */
export type Logs = Record<string, number>

/**
 * Running sums of the loss and the metrics, on the device: a step adds to them without anyone waiting, and they are read
 * once a report. One vector holds a sum for each name, the weight that they are divided by, and the number of batches.
 */
export class Totals {
  readonly names: readonly string[]
  readonly #device: Device
  readonly #totals: Tensor
  /** What one batch adds: in each step the sums are placed in it, and the weight when it is another one. */
  readonly #addend: Tensor
  #weight: number | Tensor = 0

  constructor(device: Device, names: readonly string[]) {
    this.#device = device
    this.names = names
    this.#totals = keep(zeros(device, [names.length + 2]))
    this.#addend = keep(tensor(device, [...names.map(() => 0), 0, 1]))
  }

  /**
   * Adds one batch.
   *
   * @param sums one sum over the batch for each name
   * @param weight what the sums are divided by, in all
   * @param factor 0 when the step was dropped: nothing is added, whatever the sums hold
   */
  add(sums: readonly Tensor[], weight: number | Tensor, factor: Tensor | null): void {
    this.#setWeight(weight)
    sums.forEach((sum, i) => this.#place(sum, i))
    const { kernels } = this.#device
    const length = this.#totals.size
    const full = { channels: length, inner: 1 }
    const a = this.#totals.buffer
    const b = this.#addend.buffer
    this.#device.withScratch((workspace) => {
      const out = factor === null ? a : workspace.scratch(length)
      kernels.zip({ a, b, out, op: 'add', length, operandA: full, operandB: full, alpha: 1, beta: 1 })
      if (factor === null) return
      kernels.choose({
        mask: factor.buffer,
        a: out,
        b: a,
        out: a,
        length,
        operandMask: { channels: 1, inner: length },
        operandA: full,
        operandB: full,
      })
    })
  }

  /** The means so far; NaN before anything was added. */
  async read(): Promise<Logs> {
    const totals = await this.#totals.read()
    const weight = totals[this.names.length]
    return Object.fromEntries(this.names.map((name, i) => [name, totals[i] / weight]))
  }

  /** The number of batches that were added. */
  async readBatches(): Promise<number> {
    return (await this.#totals.read())[this.names.length + 1]
  }

  reset(): void {
    this.#device.kernels.fill({ out: this.#totals.buffer, value: 0 })
  }

  dispose(): void {
    this.#totals.dispose()
    this.#addend.dispose()
  }

  #setWeight(weight: number | Tensor): void {
    if (weight === this.#weight) return
    if (typeof weight === 'number') {
      this.#device.write(this.#addend.buffer, Float32Array.from([...this.names.map(() => 0), weight, 1]))
    } else this.#place(weight, this.names.length)
    this.#weight = weight
  }

  #place(value: Tensor, intoOffset: number): void {
    const into = this.#addend.buffer
    this.#device.kernels.copy({ source: value.buffer, into, sourceOffset: 0, intoOffset, length: 1 })
  }
}
