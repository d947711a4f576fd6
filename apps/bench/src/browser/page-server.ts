import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Outputs } from '../workloads/workload.js'
import type { PageFiles } from './bundle.js'
import { OUTPUTS_PATH } from './outputs-path.js'

const HTML =
  '<!doctype html><meta charset="utf-8"><title>evenkeel bench</title><script type="module" src="/page.js"></script>'

/** Serves the contenders' page to this machine, and takes the results that are too long for the debugger's line. */
export class PageServer {
  readonly url: string
  readonly #server: Server
  readonly #outputs: Map<string, Float32Array>

  private constructor(server: Server, outputs: Map<string, Float32Array>) {
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/`
    this.#server = server
    this.#outputs = outputs
  }

  static async start(files: PageFiles): Promise<PageServer> {
    const outputs = new Map<string, Float32Array>()
    const server = createServer((request, response) => void answer(files, outputs, request, response))
    await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve))
    return new PageServer(server, outputs)
  }

  /** What was posted since the last call. */
  takeOutputs(): Outputs {
    const outputs = Object.fromEntries(this.#outputs)
    this.#outputs.clear()
    return outputs
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

async function answer(
  files: PageFiles,
  outputs: Map<string, Float32Array>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = decodeURIComponent(request.url ?? '/')
  if (request.method === 'POST' && path.startsWith(OUTPUTS_PATH)) {
    outputs.set(path.slice(OUTPUTS_PATH.length), await floatsOf(request))
    response.writeHead(204).end()
    return
  }
  const content = path === '/' ? HTML : files.get(path)
  response.writeHead(content === undefined ? 404 : 200, {
    'Content-Type': path === '/' ? 'text/html' : 'text/javascript',
    // A page that is isolated from others has a clock of 5 µs instead of 100 µs.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  })
  response.end(content)
}

async function floatsOf(request: IncomingMessage): Promise<Float32Array> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const bytes = Buffer.concat(pieces)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
