import { OptionError } from '../../errors.js'
import type { Logs } from '../totals.js'

/** Which figure to follow and what counts as better. */
export interface MonitorOptions {
  /** A name of the logs. Default 'val_loss'. */
  readonly monitor?: string
  /** Whether less is better. Default: 'max' for names that hold 'accuracy', else 'min'. */
  readonly mode?: 'min' | 'max'
  /** Smallest change that counts. Default 0. */
  readonly minDelta?: number
}

/** Follows the best value of one figure. */
export class Monitor {
  readonly name: string
  readonly #sign: 1 | -1
  readonly #minDelta: number
  #best = Infinity

  constructor({ monitor = 'val_loss', mode, minDelta = 0 }: MonitorOptions) {
    this.name = monitor
    this.#sign = (mode ?? (/accuracy/i.test(monitor) ? 'max' : 'min')) === 'max' ? -1 : 1
    this.#minDelta = minDelta
  }

  reset(): void {
    this.#best = Infinity
  }

  /**
   * Whether the figure is better than ever before.
   *
   * @throws OptionError when the logs do not hold it
   */
  improved(logs: Logs): boolean {
    const value = logs[this.name]
    if (value === undefined) {
      throw new OptionError({
        what: `A callback monitors '${this.name}', which is not among ${Object.keys(logs).join(', ')}.`,
        remedy: 'Give validation data, ask for the metric, or monitor another figure.',
      })
    }
    const signed = this.#sign * value
    if (!(signed < this.#best - this.#minDelta)) return false
    this.#best = signed
    return true
  }
}
