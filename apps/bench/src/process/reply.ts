import { EvenkeelError } from '@evenkeel/core'
import type { Reply } from './commands.js'

/** What work comes to, as it goes back to the one who asked for it. Never rejects. */
export async function replyTo(work: () => Promise<unknown>): Promise<Reply> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return refusal(error)
  }
}

function refusal(error: unknown): Reply {
  if (error instanceof EvenkeelError) return { ok: false, what: error.what, remedy: error.remedy }
  const message = error instanceof Error ? error.message : String(error)
  const what = /[.!?]$/.test(message) ? message : `${message}.`
  return { ok: false, what, remedy: 'The others go on without it.' }
}
