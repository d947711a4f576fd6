import { Presets, SingleBar } from 'cli-progress'

/** A bar that disappears when it is done. Draws nothing where the stream is no terminal. */
export class ProgressBar {
  readonly #bar: SingleBar

  constructor(stream: NodeJS.WritableStream) {
    // The cursor stays visible and lines still wrap, so that there is nothing to restore after Ctrl-C.
    const settings = { stream, clearOnComplete: true, hideCursor: false, linewrap: true, barsize: 30 }
    this.#bar = new SingleBar({ ...settings, format: '{title} {bar} {percentage} % {note}' }, Presets.shades_classic)
  }

  /** @param total what `value` of `update` comes to in the end */
  start(title: string, total: number): void {
    this.#bar.start(total, 0, { title, note: '' })
  }

  update(value: number, note = ''): void {
    this.#bar.update(value, { note })
  }

  /** Removes the bar. Idempotent; a bar that is not stopped keeps the process alive. */
  stop(): void {
    this.#bar.stop()
  }
}
