import type { GlContext } from '../context.js'

/** Turns of the event loop that a fence is asked at once, before the waiting goes by the clock. */
const EAGER_TURNS = 16

interface Waiting {
  readonly sync: WebGLSync
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Waits for the GPU without blocking. Fences are passed in the order in which they were set, so only the oldest is
 * asked: first between the tasks of the event loop, then every few milliseconds.
 */
export class Fences {
  readonly #context: GlContext
  readonly #waiting: Waiting[] = []
  #channel: MessageChannel | null = null
  #turns = 0

  constructor(context: GlContext) {
    this.#context = context
  }

  /** Resolves when the GPU has done all that was enqueued before. Rejects with a DeviceLostError. */
  passed(): Promise<void> {
    const { gl } = this.#context
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)
    // A fence that is never flushed is never passed.
    gl.flush()
    return new Promise((resolve, reject) => {
      if (sync === null) return reject(this.#context.lossError('read'))
      this.#waiting.push({ sync, resolve, reject })
      if (this.#waiting.length > 1) return
      this.#turns = 0
      this.#askLater()
    })
  }

  #ask(): void {
    const { gl } = this.#context
    if (!this.#context.usable) return this.#rejectAll()
    while (this.#waiting.length > 0) {
      const { sync, resolve } = this.#waiting[0]
      const status = gl.clientWaitSync(sync, 0, 0)
      if (status === gl.WAIT_FAILED) return this.#rejectAll()
      if (status === gl.TIMEOUT_EXPIRED) return this.#askLater()
      gl.deleteSync(sync)
      this.#waiting.shift()
      this.#turns = 0
      resolve()
    }
    this.#closeChannel()
  }

  #askLater(): void {
    if (this.#turns++ >= EAGER_TURNS) {
      setTimeout(() => this.#ask(), 1)
      return
    }
    if (this.#channel === null) {
      this.#channel = new MessageChannel()
      this.#channel.port1.addEventListener('message', () => this.#ask())
      this.#channel.port1.start()
    }
    this.#channel.port2.postMessage(null)
  }

  #rejectAll(): void {
    for (const { reject } of this.#waiting.splice(0)) reject(this.#context.lossError('read'))
    this.#closeChannel()
  }

  /** An open port keeps its page or worker from being collected. */
  #closeChannel(): void {
    this.#channel?.port1.close()
    this.#channel = null
  }
}
