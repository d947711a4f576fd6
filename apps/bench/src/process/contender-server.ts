import { OptionError, StateError } from '@evenkeel/core'
import type { Contender, OpenContender } from '../contenders/contender.js'
import { WORKLOADS, type WorkloadInputs, type WorkloadName } from '../workloads/index.js'
import type { Outputs, Subject } from '../workloads/workload.js'
import type { Commands, Message } from './commands.js'

/** Carries out commands in the contender's own process. */
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
        return this.#run(message.arguments.measure)
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

  async #prepare<Name extends WorkloadName>(name: Name): Promise<Outputs> {
    const task: ((inputs: WorkloadInputs[Name]) => Promise<Subject>) | undefined = this.#open?.tasks[name]
    if (task === undefined) {
      throw new StateError({
        what: `The contender does not do '${name}'.`,
        remedy: 'Ask for one of its workloads, and give each of those a task.',
      })
    }
    this.#subject = await task(WORKLOADS[name].inputs())
    return this.#subject.outputs()
  }

  async #run(measure: string): Promise<number> {
    const run = this.#subject?.runs[measure]
    if (run === undefined) {
      throw new StateError({
        what: `The contender has no run of '${measure}'.`,
        remedy: 'Prepare the workload first, and give each of its measures a run.',
      })
    }
    const start = performance.now()
    await run()
    return performance.now() - start
  }
}
