import type { Callback, Logs, Progress } from '@evenkeel/core'
import { formatFigure, formatRate } from './numbers.js'
import type { Output } from './output.js'
import type { ProgressBar } from './progress-bar.js'

/** A bar for each epoch, and a line with its loss and accuracy when it is done. */
export class EpochReporter implements Callback {
  readonly #output: Output
  readonly #epochs: number
  readonly #bar: ProgressBar
  #begunMs = 0
  #samples = 0

  constructor(output: Output, epochs: number) {
    this.#output = output
    this.#epochs = epochs
    this.#bar = output.progressBar()
  }

  onEpochBegin(epoch: number): void {
    this.#begunMs = performance.now()
    this.#bar.start(this.#title(epoch), 1)
  }

  onBatchEnd({ step, steps, samples }: Progress): void {
    this.#samples = samples
    this.#bar.update(step / (steps ?? step), formatRate(this.#rate()))
  }

  onEpochEnd(epoch: number, { loss, accuracy }: Logs): void {
    const rate = formatRate(this.#rate())
    const { bold, dim } = this.#output.colors
    this.stop()
    this.#output.line(
      `${this.#title(epoch)}  loss ${formatFigure(loss)}  accuracy ${bold(formatFigure(accuracy))}  ${dim(rate)}`,
    )
  }

  /** Removes the bar, also of an epoch that was not finished. */
  stop(): void {
    this.#bar.stop()
  }

  #rate(): number {
    return this.#samples / ((performance.now() - this.#begunMs) / 1000)
  }

  #title(epoch: number): string {
    const total = String(this.#epochs)
    return `epoch ${String(epoch + 1).padStart(total.length)}/${total}`
  }
}
