import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = Uint8Array | ((response: ServerResponse) => void)

export interface FileServer extends AsyncDisposable {
  readonly baseUrl: string
  /** What each path is answered with; tests change it. */
  readonly answers: Map<string, Answer>
  /** Paths in the order of the requests. */
  readonly requests: string[]
}

/** A web server on the loopback interface. */
export async function serveFiles(files: Readonly<Record<string, Answer>>): Promise<FileServer> {
  const answers = new Map(Object.entries(files))
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1)
    requests.push(path)
    const answer = answers.get(path)
    if (typeof answer === 'function') answer(response)
    else if (answer) response.setHeader('content-length', answer.length).end(answer)
    else response.writeHead(404).end('no such file')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { baseUrl, answers, requests, [Symbol.asyncDispose]: close }
}
