import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'

const main: string = fileURLToPath(new URL('../../../dist/server/main.js', import.meta.url))

/** The folder of the built page. */
export const PAGE_FOLDER: string = fileURLToPath(new URL('../../../dist/page', import.meta.url))

/** Where the page is served. */
export interface Site {
  readonly address: string
  /** Ends what serves it, without a goodbye. */
  end(): Promise<void>
}

/** The local server in a process of its own, as `npm run demo` starts it. */
export async function startLocalServer(): Promise<Site> {
  const child = spawn(process.execPath, [main, '--no-open', '--port', '0'], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [text] = (await Promise.race([once(child.stdout, 'data'), ended])) as [unknown]
  const address = /http:\/\/localhost:\d+/.exec(String(text))?.[0]
  if (address === undefined) throw new Error(`The local server did not say where it is: ${String(text)}`)
  return {
    address,
    end: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A server of files and nothing else, with the page in a folder, as a static host has it. */
export async function startStaticHost(): Promise<Site> {
  const files = sirv(PAGE_FOLDER)
  const server = createServer((request, response) => {
    const notFound = (): void => void response.writeHead(404).end()
    if (!request.url?.startsWith('/demo/')) return notFound()
    request.url = request.url.slice('/demo'.length)
    files(request, response, notFound)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo`,
    end: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
