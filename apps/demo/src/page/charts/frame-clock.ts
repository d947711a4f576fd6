/** Time between two drawings of one chart. */
const SHORTEST_MS = 200

/** The parts of a browser that a {@link FrameClock} goes by. */
export interface FrameSource {
  readonly request: (callback: (nowMs: number) => void) => void
}

interface Drawing {
  readonly draw: () => void
  drawnAtMs: number
  due: boolean
}

/**
 * Spreads the drawing of charts over frames: one chart a frame, each at most five times a second, and nothing at all
 * while nothing has changed. So the page stays smooth while several runs send points.
 */
export class FrameClock {
  readonly #source: FrameSource
  readonly #drawings = new Set<Drawing>()
  #running = false

  constructor(source: FrameSource = { request: (callback) => requestAnimationFrame(callback) }) {
    this.#source = source
  }

  /** Registers a chart, to be drawn as soon as there is a frame; the function that comes back removes it. */
  add(draw: () => void): () => void {
    const drawing: Drawing = { draw, drawnAtMs: -Infinity, due: true }
    this.#drawings.add(drawing)
    this.#run()
    return () => this.#drawings.delete(drawing)
  }

  /** All charts are to be drawn again. */
  invalidate(): void {
    for (const drawing of this.#drawings) drawing.due = true
    this.#run()
  }

  #run(): void {
    if (this.#running || ![...this.#drawings].some(({ due }) => due)) return
    this.#running = true
    this.#source.request((nowMs) => {
      this.#running = false
      this.#drawOne(nowMs)
      this.#run()
    })
  }

  /** Of those that are due, the one that waits longest. */
  #drawOne(nowMs: number): void {
    let next: Drawing | null = null
    for (const drawing of this.#drawings) {
      if (!drawing.due || nowMs - drawing.drawnAtMs < SHORTEST_MS) continue
      if (next === null || drawing.drawnAtMs < next.drawnAtMs) next = drawing
    }
    if (next === null) return
    next.due = false
    next.drawnAtMs = nowMs
    next.draw()
  }
}
