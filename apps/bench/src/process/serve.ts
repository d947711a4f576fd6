import { CONTENDERS } from '../contenders/index.js'
import type { Message } from './commands.js'
import { ContenderServer } from './contender-server.js'
import { replyTo } from './reply.js'

const server = new ContenderServer(CONTENDERS)

process.on('message', (message: Message) => void answer(message))
process.on('disconnect', () => process.exit())

async function answer(message: Message): Promise<void> {
  process.send?.(await replyTo(() => server.execute(message)))
}
