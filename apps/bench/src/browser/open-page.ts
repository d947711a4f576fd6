import type { Page } from 'playwright'
import type { Message, Reply } from '../process/commands.js'
import { ended } from '../process/failures.js'
import type { Outputs } from '../workloads/workload.js'
import type { SharedPage } from './page-contender.js'
import type { BenchGlobal } from './page-face.js'
import type { PageServer } from './page-server.js'

const WHERE = "The contenders' page"

/** The page from outside: asked through the debugger's line, one command at a time. */
export class OpenPage implements SharedPage {
  readonly #page: Page
  readonly #server: PageServer
  readonly #limitMs: number
  #ended = false

  constructor(page: Page, server: PageServer, limitMs: number) {
    this.#page = page
    this.#server = server
    this.#limitMs = limitMs
    page.on('crash', () => (this.#ended = true))
  }

  get alive(): boolean {
    return !this.#ended && !this.#page.isClosed()
  }

  async ask(contender: string, message: Message): Promise<Reply> {
    if (!this.alive) throw ended(WHERE, 'was ended before')
    const answer = this.#page.evaluate(
      ([name, asked]) => (globalThis as unknown as BenchGlobal).bench.ask(name, asked),
      [contender, message] as const,
    )
    let timer: NodeJS.Timeout | undefined
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(ended(WHERE, `was ended: ${contender} took longer than ${this.#limitMs / 1000} s`))
        this.#ended = true
        this.#page.close().catch(() => {})
      }, this.#limitMs)
    })
    try {
      return await Promise.race([answer.catch(fail), tooLong])
    } finally {
      clearTimeout(timer)
    }
  }

  takeOutputs(): Outputs {
    return this.#server.takeOutputs()
  }
}

/** The page itself catches what contenders throw: this is the end of it. */
function fail(error: unknown): never {
  throw ended(WHERE, `failed: ${String(error).split('\n')[0]}`)
}
