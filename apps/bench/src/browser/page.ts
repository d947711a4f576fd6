import { ContenderServer } from '../process/contender-server.js'
import type { Message, Reply } from '../process/commands.js'
import { replyTo } from '../process/reply.js'
import type { Outputs } from '../workloads/workload.js'
import { PAGE_CONTENDERS } from './contenders.js'
import { describePage } from './describe-page.js'
import { OUTPUTS_PATH } from './outputs-path.js'
import type { PageFace } from './page-face.js'

const servers = new Map<string, ContenderServer>(
  PAGE_CONTENDERS.map((contender) => [contender.name, new ContenderServer([contender])]),
)

async function ask(contender: string, message: Message): Promise<Reply> {
  const reply = await replyTo(async () => servers.get(contender)?.execute(message))
  if (message.command !== 'prepare' || !reply.ok) return reply
  await post(reply.value as Outputs)
  return { ok: true, value: null }
}

async function post(outputs: Outputs): Promise<void> {
  for (const [name, values] of Object.entries(outputs)) {
    const body = values as Float32Array<ArrayBuffer>
    await fetch(OUTPUTS_PATH + encodeURIComponent(name), { method: 'POST', body })
  }
}

const face: PageFace = { ask, describe: describePage }
Object.assign(globalThis, { bench: face })
