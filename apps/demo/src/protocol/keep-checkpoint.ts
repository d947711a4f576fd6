import { OWN_CHECKPOINT, type Checkpoint } from './checkpoint.js'
import type { Command } from './commands.js'
import type { RunEvent } from './events.js'

/**
 * The end of a connection where checkpoints that a run takes by itself are kept, on this side of whatever may break: they
 * do not go on to the page, but come with `failed`.
 */
export class CheckpointKeeper {
  readonly #onEvent: (event: RunEvent) => void
  #last: Checkpoint | null = null
  #over = false

  constructor(onEvent: (event: RunEvent) => void) {
    this.#onEvent = onEvent
  }

  /** Looks at what the run is told: it may begin with a checkpoint. */
  sent(command: Command): void {
    if (command.type === 'start') this.#last = command.checkpoint
  }

  /** Hears the run; nothing after `failed` or `silence`. */
  readonly hear = (event: RunEvent): void => {
    if (this.#over) return
    if (event.type === 'checkpoint') this.#last = event.checkpoint
    if (event.type === 'checkpoint' && event.id === OWN_CHECKPOINT) return
    if (event.type !== 'failed') return this.#onEvent(event)
    this.#over = true
    this.#onEvent({ ...event, checkpoint: event.checkpoint ?? this.#last })
  }

  /** Lets no event through any more. */
  silence(): void {
    this.#over = true
  }
}
