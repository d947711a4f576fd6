import type { Command } from '../../protocol/commands.js'
import type { Place, RunConnection } from '../../protocol/connection.js'
import type { RunEvent } from '../../protocol/events.js'

/** A command that is answered by an event of the same `id`. */
export type Question = Extract<Command, { id: number }>
type AnswerType = { readonly checkpoint: 'checkpoint'; readonly predict: 'prediction'; readonly profile: 'profile' }

/** The event that answers a question. */
export type Answer<Asked extends Question> = Extract<RunEvent, { type: AnswerType[Asked['type']] }>

/** A question before it has its number. */
export type WithoutId<Asked extends Question> = Asked extends Question ? Omit<Asked, 'id'> : never

/** The run of one lane at one place. Commands wait until it is ready, questions until they are answered or it ends. */
export class LaneRun {
  readonly #onEvent: (event: RunEvent) => void
  readonly #waiting: Command[] = []
  readonly #questions = new Map<number, (answer: RunEvent | null) => void>()
  #connection: RunConnection | null = null
  #state: 'opening' | 'ready' | 'over' = 'opening'
  #nextId = 1

  constructor(onEvent: (event: RunEvent) => void) {
    this.#onEvent = onEvent
  }

  /** Connects and starts. A place that throws is a run that failed. */
  open(place: Place, start: Extract<Command, { type: 'start' }>): void {
    try {
      this.#connection = place.connect((event) => this.#hear(event))
      this.#connection.send(start)
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error)
      const remedy = 'Go on with another device, or reset and start again.'
      this.#hear({ type: 'failed', error: { code: 'UNEXPECTED', what, remedy }, checkpoint: null })
    }
  }

  send(command: Command): void {
    if (this.#state === 'ready') this.#connection?.send(command)
    else if (this.#state === 'opening') this.#waiting.push(command)
  }

  /** Resolves to null when the run ends before it answers. */
  async ask<Asked extends Question>(question: WithoutId<Asked>): Promise<Answer<Asked> | null> {
    if (this.#state === 'over') return null
    const id = this.#nextId++
    const answer = new Promise<RunEvent | null>((resolve) => this.#questions.set(id, resolve))
    this.send({ ...question, id } as unknown as Command)
    return (await answer) as Answer<Asked> | null
  }

  /** Ends it; no event comes afterwards. Idempotent. */
  close(): void {
    this.#end()
    this.#connection?.close()
    this.#connection = null
  }

  #hear(event: RunEvent): void {
    if (this.#state === 'over') return
    if (event.type === 'ready') this.#state = 'ready'
    if (event.type === 'failed') this.#end()
    this.#onEvent(event)
    if (event.type === 'ready') for (const command of this.#waiting.splice(0)) this.send(command)
    if ('id' in event) {
      this.#questions.get(event.id)?.(event)
      this.#questions.delete(event.id)
    }
  }

  #end(): void {
    this.#state = 'over'
    this.#waiting.length = 0
    for (const resolve of this.#questions.values()) resolve(null)
    this.#questions.clear()
  }
}
