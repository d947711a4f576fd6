import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Contender } from '../contenders/contender.js'
import type { WorkloadName } from '../workloads/index.js'
import type { Outputs } from '../workloads/workload.js'
import type { RunningContender } from '../venue.js'
import type { CommandName, Commands, Reply } from './commands.js'
import { ended, refused } from './failures.js'

const WHERE = "The contender's process"

/** A contender in a process of its own. */
export class ContenderProcess implements RunningContender {
  readonly name: string
  readonly checked: boolean
  readonly #child: ChildProcess
  readonly #limitMs: number
  #description = ''

  private constructor({ name, side }: Contender, child: ChildProcess, limitMs: number) {
    this.name = name
    this.checked = side !== 'limit'
    this.#child = child
    this.#limitMs = limitMs
  }

  /**
   * @param limitMs what takes longer than this ends the process
   * @throws DeviceUnavailableError when the contender cannot be loaded
   */
  static async start(contender: Contender, limitMs: number): Promise<ContenderProcess> {
    const child = fork(fileURLToPath(new URL('./serve.js', import.meta.url)), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const started = new ContenderProcess(contender, child, limitMs)
    try {
      const { description } = await started.#ask('open', { contender: contender.name })
      started.#description = description
      return started
    } catch (error) {
      started.stop()
      throw error
    }
  }

  get description(): string {
    return this.#description
  }

  get alive(): boolean {
    return this.#child.connected
  }

  prepare(workload: WorkloadName): Promise<Outputs> {
    return this.#ask('prepare', { workload })
  }

  run(measure: string, repetitions: number): Promise<number> {
    return this.#ask('run', { measure, repetitions })
  }

  async release(): Promise<void> {
    await this.#ask('release', {})
  }

  stop(): void {
    if (this.alive) this.#child.disconnect()
    this.#child.kill()
  }

  #ask<Name extends CommandName>(command: Name, args: Commands[Name]['arguments']): Promise<Commands[Name]['value']> {
    return new Promise((resolve, reject) => {
      const tooLong = setTimeout(() => {
        settle(() => reject(ended(WHERE, `was ended: it took longer than ${this.#limitMs / 1000} s`)))
        this.stop()
      }, this.#limitMs)
      const settle = (finish: () => void): void => {
        clearTimeout(tooLong)
        this.#child.off('message', onReply).off('exit', onExit).off('error', onError)
        finish()
      }
      const onReply = (reply: Reply): void => {
        settle(() => (reply.ok ? resolve(reply.value as Commands[Name]['value']) : reject(refused(reply))))
      }
      const onExit = (code: number | null, signal: string | null): void => {
        settle(() => reject(ended(WHERE, `ended with ${signal ?? `code ${code}`}`)))
      }
      const onError = (error: Error): void => settle(() => reject(ended(WHERE, `failed: ${error.message}`)))
      this.#child.on('message', onReply).on('exit', onExit).on('error', onError)
      if (this.#child.connected) this.#child.send({ command, arguments: args })
      else onExit(this.#child.exitCode, this.#child.signalCode)
    })
  }
}
