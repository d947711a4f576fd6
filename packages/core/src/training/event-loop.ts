/** Longest time that training keeps the event loop from others. */
const SLICE_MS = 50

/** Lets a page draw and timers run between steps, without paying for it at each of them. */
export class Breather {
  #last = performance.now()

  async breathe(): Promise<void> {
    if (performance.now() - this.#last < SLICE_MS) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    this.#last = performance.now()
  }
}
