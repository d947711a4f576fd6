/** Time between two pieces of side work, so that it takes no more than a given share of the whole. */
export class Interval {
  readonly #leastMs: number
  readonly #share: number
  #dueMs: number

  /**
   * @param leastMs between the beginnings of two of them
   * @param share of the time that the work may take, 0 to 1
   * @param firstMs until the first
   */
  constructor({ leastMs, share, firstMs = leastMs }: { leastMs: number; share: number; firstMs?: number }) {
    this.#leastMs = leastMs
    this.#share = share
    this.#dueMs = performance.now() + firstMs
  }

  get due(): boolean {
    return performance.now() >= this.#dueMs
  }

  /** Does the work, and puts off the next by what it cost. */
  async measure(work: () => Promise<void>): Promise<void> {
    const began = performance.now()
    await work()
    const now = performance.now()
    this.#dueMs = Math.max(began + this.#leastMs, now + (now - began) / this.#share)
  }
}
