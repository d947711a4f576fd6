import type { Contender } from '../contenders/contender.js'
import type { CommandName, Commands, Message, Reply } from '../process/commands.js'
import { refused } from '../process/failures.js'
import type { RunningContender } from '../venue.js'
import type { WorkloadName } from '../workloads/index.js'
import type { Outputs } from '../workloads/workload.js'

/** The page as one of its contenders sees it. */
export interface SharedPage {
  readonly alive: boolean
  ask(contender: string, message: Message): Promise<Reply>
  takeOutputs(): Outputs
}

/** A contender in the page that all share. */
export class PageContender implements RunningContender {
  readonly name: string
  readonly checked: boolean
  readonly #page: SharedPage
  #description = ''

  private constructor({ name, side }: Contender, page: SharedPage) {
    this.name = name
    this.checked = side !== 'limit'
    this.#page = page
  }

  /** @throws DeviceUnavailableError when the contender cannot be loaded; DeviceLostError when that ends the page */
  static async start(contender: Contender, page: SharedPage): Promise<PageContender> {
    const started = new PageContender(contender, page)
    const { description } = await started.#ask('open', { contender: contender.name })
    started.#description = description
    return started
  }

  get description(): string {
    return this.#description
  }

  get alive(): boolean {
    return this.#page.alive
  }

  async prepare(workload: WorkloadName): Promise<Outputs> {
    await this.#ask('prepare', { workload })
    return this.#page.takeOutputs()
  }

  run(measure: string, repetitions: number): Promise<number> {
    return this.#ask('run', { measure, repetitions })
  }

  async release(): Promise<void> {
    await this.#ask('release', {})
  }

  /** The page goes on with the others, and is closed by whoever opened it. */
  stop(): void {}

  async #ask<Name extends CommandName>(
    command: Name,
    args: Commands[Name]['arguments'],
  ): Promise<Commands[Name]['value']> {
    const reply = await this.#page.ask(this.name, { command, arguments: args } as Message)
    if (reply.ok) return reply.value as Commands[Name]['value']
    throw refused(reply)
  }
}
