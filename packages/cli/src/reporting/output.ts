import { colorsFor, type Colors, type OutputStream } from './colors.js'
import { ProgressBar } from './progress-bar.js'

/**
 * Where a command writes. Text for people goes to standard output, with `--json` to standard error; then standard
 * output holds the JSON alone. Progress always goes to standard error.
 */
export class Output {
  readonly colors: Colors
  readonly #json: boolean
  readonly #text: OutputStream

  constructor(json: boolean) {
    this.#json = json
    this.#text = json ? process.stderr : process.stdout
    this.colors = colorsFor(this.#text)
  }

  /** Text for people. */
  line(text = ''): void {
    this.#text.write(`${text}\n`)
  }

  /** Text that is only of interest while one waits. */
  note(text: string): void {
    process.stderr.write(`${colorsFor(process.stderr).dim(text)}\n`)
  }

  /** The result for programs: one line of JSON, with `--json` alone. */
  result(value: unknown): void {
    if (this.#json) process.stdout.write(`${JSON.stringify(value)}\n`)
  }

  progressBar(): ProgressBar {
    return new ProgressBar(process.stderr)
  }
}
