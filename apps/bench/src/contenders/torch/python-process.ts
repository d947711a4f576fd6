import { spawn, type ChildProcess } from 'node:child_process'
import { DeviceLostError } from '@evenkeel/core'
import { encodeFrame, FrameReader } from './frames.js'

/** Bytes of what it wrote on standard error that are kept for the reason of its end. */
const KEPT_ERROR_BYTES = 4096

/** A Python script that answers each message with one message; see `frames.ts`. */
export class PythonProcess {
  readonly #child: ChildProcess
  readonly #reader: FrameReader = new FrameReader()
  readonly #waiting: { readonly resolve: (message: unknown) => void; readonly reject: (error: Error) => void }[] = []
  #errors = ''
  #ended: DeviceLostError | null = null

  constructor(python: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
    const child = spawn(python, args, { env: environment, stdio: 'pipe' })
    this.#child = child
    child.stderr.on('data', (piece: Buffer) => (this.#errors = (this.#errors + piece).slice(-KEPT_ERROR_BYTES)))
    child.stdout.on('data', (piece: Buffer) => this.#receive(piece))
    child.on('error', (error) => this.#end(error.message))
    child.on('close', (code, signal) => this.#end(this.#lastError() ?? `ended with ${signal ?? `code ${code}`}`))
    // A child that ends while it is written to is reported by 'close'.
    child.stdin.on('error', () => {})
  }

  /** The answer to a message, or without one the first message, which the script sends of its own accord. */
  ask(message: object | null): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) {
        reject(this.#ended)
        return
      }
      this.#waiting.push({ resolve, reject })
      if (message !== null) for (const part of encodeFrame(message)) this.#child.stdin?.write(part)
    })
  }

  stop(): void {
    this.#child.kill()
  }

  #receive(piece: Buffer): void {
    try {
      for (const message of this.#reader.push(piece)) this.#waiting.shift()?.resolve(message)
    } catch (error) {
      this.#waiting.shift()?.reject(error as Error)
    }
  }

  #end(why: string): void {
    this.#ended ??= new DeviceLostError({ what: `Python: ${why}.`, remedy: 'See what the script needs.' })
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended)
  }

  /** The last line of a traceback says what happened. */
  #lastError(): string | null {
    return this.#errors.trim().split('\n').at(-1) || null
  }
}
