/** Messages in the order of their arrival, for one reader that may wait for them. */
export class Mailbox<Message> {
  readonly #messages: Message[] = []
  #wake: (() => void) | null = null

  put(message: Message): void {
    this.#messages.push(message)
    this.wake()
  }

  get empty(): boolean {
    return this.#messages.length === 0
  }

  /** The oldest message, which is taken out; there must be one. */
  take(): Message {
    return this.#messages.shift() as Message
  }

  /** Lets the reader look, whether there is something or not. */
  wake(): void {
    this.#wake?.()
    this.#wake = null
  }

  /** Resolves when the next message is put, or at `wake`. */
  arrival(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve))
  }
}
