import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { DeviceLostError, DeviceUnavailableError } from '@evenkeel/core'
import type { Competitor } from '../measure/competitor.js'
import type { WorkloadName } from '../workloads/index.js'
import type { Outputs } from '../workloads/workload.js'
import type { CommandName, Commands, Reply } from './commands.js'

/**
 * A contender in a process of its own, so that nobody's garbage collection or compiled code gets into the times of
 * another, and a crash ends one contender only.
 */
export class ContenderProcess implements Competitor {
  readonly name: string
  readonly #child: ChildProcess
  #description = ''

  private constructor(name: string, child: ChildProcess) {
    this.name = name
    this.#child = child
  }

  /** @throws DeviceUnavailableError when the contender cannot be loaded */
  static async start(name: string): Promise<ContenderProcess> {
    const child = fork(fileURLToPath(new URL('./serve.js', import.meta.url)), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const started = new ContenderProcess(name, child)
    try {
      const { description } = await started.#ask('open', { contender: name })
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

  prepare(workload: WorkloadName): Promise<Outputs> {
    return this.#ask('prepare', { workload })
  }

  run(measure: string): Promise<number> {
    return this.#ask('run', { measure })
  }

  async release(): Promise<void> {
    await this.#ask('release', {})
  }

  stop(): void {
    this.#child.kill()
  }

  #ask<Name extends CommandName>(command: Name, args: Commands[Name]['arguments']): Promise<Commands[Name]['value']> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        this.#child.off('message', onReply).off('exit', onExit).off('error', onError)
        finish()
      }
      const onReply = (reply: Reply): void => {
        settle(() => (reply.ok ? resolve(reply.value as Commands[Name]['value']) : reject(refused(reply))))
      }
      const onExit = (code: number | null, signal: string | null): void => {
        settle(() => reject(ended(`ended with ${signal ?? `code ${code}`}`)))
      }
      const onError = (error: Error): void => settle(() => reject(ended(`failed: ${error.message}`)))
      this.#child.on('message', onReply).on('exit', onExit).on('error', onError)
      if (this.#child.connected) this.#child.send({ command, arguments: args })
      else onExit(this.#child.exitCode, this.#child.signalCode)
    })
  }
}

function refused({ what, remedy }: { readonly what: string; readonly remedy: string }): DeviceUnavailableError {
  return new DeviceUnavailableError({ what, remedy }, [what])
}

function ended(how: string): DeviceLostError {
  return new DeviceLostError({
    what: `The contender's process ${how}.`,
    remedy: 'What it wrote on standard error tells more.',
  })
}
