import type { Message, Reply } from '../process/commands.js'

/** What a page's GPU is called, by WebGL. */
export interface PageFacts {
  readonly renderer: string
}

/** What the contenders' page puts into its global `bench`. */
export interface PageFace {
  /** Has a contender of the page execute a command. The outputs of `prepare` are posted; its value is null. */
  ask(contender: string, message: Message): Promise<Reply>
  describe(): PageFacts
}

/** The page's global object. */
export interface BenchGlobal {
  readonly bench: PageFace
}
