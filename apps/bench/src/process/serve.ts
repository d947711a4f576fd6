import { EvenkeelError } from '@evenkeel/core'
import { CONTENDERS } from '../contenders/index.js'
import type { Message, Reply } from './commands.js'
import { ContenderServer } from './contender-server.js'

const server = new ContenderServer(CONTENDERS)

process.on('message', (message: Message) => void answer(message))
process.on('disconnect', () => process.exit())

async function answer(message: Message): Promise<void> {
  let reply: Reply
  try {
    reply = { ok: true, value: await server.execute(message) }
  } catch (error) {
    reply = refusal(error)
  }
  process.send?.(reply)
}

function refusal(error: unknown): Reply {
  if (error instanceof EvenkeelError) return { ok: false, what: error.what, remedy: error.remedy }
  const message = error instanceof Error ? error.message : String(error)
  const what = /[.!?]$/.test(message) ? message : `${message}.`
  return { ok: false, what, remedy: 'The others go on without it.' }
}
