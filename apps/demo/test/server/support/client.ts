import { WebSocket } from 'ws'
import type { Command } from '../../../src/protocol/commands.js'
import type { RunEvent } from '../../../src/protocol/events.js'
import { decodeFrame, encodeFrame } from '../../../src/protocol/frame.js'

/** A page's end of a socket, with everything that came. */
export class Client {
  readonly events: RunEvent[] = []
  readonly socket: WebSocket
  readonly opened: Promise<void>
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly #listeners = new Set<() => void>()

  constructor(port: number, options: { readonly autoPong?: boolean } = {}) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}/runs`, { origin: `http://localhost:${port}`, ...options })
    this.socket.on('error', () => {})
    this.opened = new Promise((resolve) => this.socket.once('open', resolve))
    this.closed = new Promise((resolve) =>
      this.socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    )
    this.socket.on('message', (data: Buffer) => {
      this.events.push(decodeFrame(data) as RunEvent)
      this.#listeners.forEach((listener) => listener())
    })
  }

  async send(command: Command): Promise<void> {
    await this.opened
    this.socket.send(encodeFrame(command))
  }

  async next(type: RunEvent['type']): Promise<RunEvent> {
    for (;;) {
      const found = this.events.find((event) => event.type === type)
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        const listener = (): void => {
          this.#listeners.delete(listener)
          resolve()
        }
        this.#listeners.add(listener)
      })
    }
  }
}
