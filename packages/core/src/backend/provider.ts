import type { Backend } from './backend.js'

/** Whether a device can be used here and now, and what to do when not. */
export type Probe =
  | {
      readonly usable: true
      /** One line about the device. */
      readonly description: string
      /** Further facts for `evenkeel devices`: instruction set, GPU limits. */
      readonly details?: Readonly<Record<string, string>>
    }
  | {
      readonly usable: false
      /** What is missing, as a sentence. */
      readonly reason: string
      /** What to do about it, as a sentence. */
      readonly remedy: string
    }

/**
 * What a backend package exports. Importing it has no effect and never throws; whatever can fail, fails in
 * `probe` (which reports) or `open` (which throws).
 */
export interface Provider<Options = void> {
  /** Short lower-case name: `cpu`, `webgl`, `native`. */
  readonly name: string
  /** Version of this contract. */
  readonly contract: 1
  probe(): Promise<Probe>
  open(options?: Options): Promise<Backend>
}
