import type { DownloadProgress } from '@evenkeel/datasets'
import { formatMegabytes } from '../reporting/numbers.js'
import type { Output } from '../reporting/output.js'
import type { ProgressBar } from '../reporting/progress-bar.js'

/** Announces each file that is downloaded and draws a bar for it. */
export class DownloadReporter {
  readonly #output: Output
  readonly #bar: ProgressBar
  #file = ''

  constructor(output: Output) {
    this.#output = output
    this.#bar = output.progressBar()
  }

  report({ file, receivedBytes, totalBytes }: DownloadProgress): void {
    if (file !== this.#file) {
      this.stop()
      this.#file = file
      this.#output.note(`downloading ${file}`)
      this.#bar.start(file.slice(file.lastIndexOf('/') + 1), totalBytes ?? 0)
    }
    this.#bar.update(receivedBytes, formatMegabytes(receivedBytes))
  }

  stop(): void {
    this.#bar.stop()
  }
}
