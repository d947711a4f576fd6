import { fileURLToPath } from 'node:url'
import { native } from '@evenkeel/backend-native'
import { Command, InvalidArgumentError } from 'commander'
import open from 'open'
import { statusOf } from '../run/device-status.js'
import { startServer, type DemoServer, type ServerOptions } from './start-server.js'

/** Where it is looked for first; any other is taken when this one is in use. */
const USUAL_PORT = 4173

interface Options {
  readonly port?: number
  readonly open: boolean
}

const program = new Command('demo')
  .description('Serves the demo and runs on the native device, on this machine alone.')
  .option('--port <number>', `port; by default ${USUAL_PORT}, or a free one when that is in use`, readPort)
  .option('--no-open', 'do not open a browser')
  .parse()
await main(program.opts<Options>())

async function main({ port, open: opens }: Options): Promise<void> {
  // Measuring the device takes a moment, and its facts do not change.
  const status = statusOf('native', async () => native)
  const options = {
    folder: fileURLToPath(new URL('../page', import.meta.url)),
    threadUrl: new URL('./run-thread.js', import.meta.url),
    nativeStatus: () => status,
  }
  const server = await (port === undefined ? startAtUsualPort(options) : startServer({ ...options, port }))
  endOnSignal(server)
  const address = `http://localhost:${server.port}`
  process.stdout.write(`evenkeel demo: ${address}\n`)
  if (opens && hasBrowser()) await open(address).catch(() => {})
}

async function startAtUsualPort(options: Omit<ServerOptions, 'port'>): Promise<DemoServer> {
  try {
    return await startServer({ ...options, port: USUAL_PORT })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return startServer({ ...options, port: 0 })
  }
}

/** A second signal ends the process at once, as usual. */
function endOnSignal(server: DemoServer): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
}

function hasBrowser(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env
  if (CI) return false
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY)
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('Give a number from 0 to 65535.')
}
