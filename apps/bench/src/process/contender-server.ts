import { OptionError, StateError } from '@evenkeel/core'
import type { Contender, OpenContender } from '../contenders/contender.js'
import { WORKLOADS, type WorkloadName } from '../workloads/index.js'
import type { Kind } from '../workloads/kinds.js'
import type { Outputs, Subject, Workload } from '../workloads/workload.js'
import type { Commands, Message } from './commands.js'

/** Carries out commands where the contender is: in its own process, or in the page that it shares. */
export class ContenderServer {
  readonly #contenders: readonly Contender[]
  #open: OpenContender | null = null
  #subject: Subject | null = null

  constructor(contenders: readonly Contender[]) {
    this.#contenders = contenders
  }

  /** @throws StateError when commands come in an order that makes no sense; and whatever the contender throws */
  async execute(message: Message): Promise<Commands[Message['command']]['value']> {
    switch (message.command) {
      case 'open':
        return this.#load(message.arguments.contender)
      case 'prepare':
        return this.#prepare(message.arguments.workload)
      case 'run':
        return this.#run(message.arguments)
      case 'release':
        this.#subject?.dispose()
        this.#subject = null
        return null
    }
  }

  async #load(name: string): Promise<Commands['open']['value']> {
    const contender = this.#contenders.find((candidate) => candidate.name === name)
    if (contender === undefined) {
      throw new OptionError({
        what: `There is no contender '${name}'.`,
        remedy: `Use one of ${this.#contenders.map((candidate) => candidate.name).join(', ')}.`,
      })
    }
    this.#open = await contender.open()
    return { description: this.#open.description }
  }

  async #prepare(name: WorkloadName): Promise<Outputs> {
    this.#subject = await this.#subjectFor(WORKLOADS[name] as Workload<Kind>)
    return this.#subject.outputs()
  }

  #subjectFor<K extends Kind>({ kind, inputs }: Workload<K>): Promise<Subject> {
    const task = this.#open?.tasks[kind]
    if (task !== undefined) return task(inputs())
    throw new StateError({
      what: `The contender does not do '${kind}'.`,
      remedy: 'Ask for one of its kinds of work, and give each of those a task.',
    })
  }

  async #run({ measure, repetitions }: Commands['run']['arguments']): Promise<number> {
    const run = this.#subject?.runs[measure]
    if (run !== undefined) return run(repetitions)
    throw new StateError({
      what: `The contender has no run of '${measure}'.`,
      remedy: 'Prepare the workload first, and give each of its measures a run.',
    })
  }
}
