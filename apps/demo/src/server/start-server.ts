import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import sirv from 'sirv'
import { WebSocketServer, type WebSocket } from 'ws'
import type { DeviceStatus } from '../protocol/facts.js'
import { closeReason } from './close-reason.js'
import { keepHeartbeat } from './heartbeat.js'
import { refusal } from './loopback.js'
import { joinRun } from './run-socket.js'
import { SECURITY_HEADERS } from './security-headers.js'

/** How the server is started. */
export interface ServerOptions {
  /** 0: one that is free. */
  readonly port: number
  /** The built page. */
  readonly folder: string
  /** What the thread of a run executes. */
  readonly threadUrl: URL
  readonly nativeStatus: () => Promise<DeviceStatus>
  /** Default 4. */
  readonly maxRuns?: number
  /** Default 64 MiB: 70,000 images of 28 × 28 pixels with their labels. */
  readonly maxMessageBytes?: number
  /** Between two looks whether clients are still there. Default 10 s. */
  readonly heartbeatMs?: number
}

/** A server that runs. */
export interface DemoServer {
  readonly port: number
  /** Runs whose socket is open. */
  readonly runs: number
  /** Threads that were not gone yet. */
  readonly threads: number
  /** Ends all runs and the server. */
  close(): Promise<void>
}

/** Files there have their content's hash in their names. */
const ASSETS = '/assets/'
const FOREVER = 'public, max-age=31536000, immutable'

const TRY_LATER = 1013
const GOING_AWAY = 1001
/** A client that does not say goodbye when the server ends is waited for this long. */
const GOODBYE_MS = 500

/** Serves the page and runs on the native device, to this machine alone. */
export async function startServer(options: ServerOptions): Promise<DemoServer> {
  const { folder, threadUrl, nativeStatus, maxRuns = 4, maxMessageBytes = 64 * 2 ** 20, heartbeatMs = 10_000 } = options
  // What the page has, it must not ask for again: it goes on when the server is gone.
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response, path) => response.setHeader('Cache-Control', path.startsWith(ASSETS) ? FOREVER : 'no-cache'),
  })
  const server = createServer((request, response) => {
    void answer(request, response, { port: portOf(server), files, nativeStatus })
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false })
  const stopHeartbeat = keepHeartbeat(sockets, heartbeatMs)
  let runs = 0
  let threads = 0
  sockets.on('connection', (socket) => {
    if (runs >= maxRuns) return refuseRun(socket, maxRuns)
    runs += 1
    threads += 1
    joinRun(socket, threadUrl, { onEnd: () => (runs -= 1), onExit: () => (threads -= 1) })
  })
  server.on('upgrade', (request, socket, head) => {
    if (refusesUpgrade(request, socket, portOf(server))) return
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request))
  })
  await listen(server, options.port)
  return {
    port: portOf(server),
    get runs() {
      return runs
    },
    get threads() {
      return threads
    },
    close() {
      stopHeartbeat()
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'The local server was stopped.')
      setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), GOODBYE_MS).unref()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

interface Answering {
  readonly port: number
  readonly files: ReturnType<typeof sirv>
  readonly nativeStatus: () => Promise<DeviceStatus>
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { port, files, nativeStatus }: Answering,
): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
  const reason = refusal(request, port, { needsOrigin: false })
  if (reason !== null) return end(response, 403, reason)
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'Only GET and HEAD.')
  if (request.url !== '/devices') return files(request, response, () => end(response, 404, 'There is no such file.'))
  response.setHeader('Cache-Control', 'no-store')
  end(response, 200, JSON.stringify(await nativeStatus()), 'application/json')
}

function end(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'Content-Type': type }).end(body)
}

function refusesUpgrade(request: IncomingMessage, socket: Duplex, port: number): boolean {
  socket.on('error', () => socket.destroy())
  const reason = refusal(request, port, { needsOrigin: true })
  if (reason === null && request.url === '/runs') return false
  const status = reason === null ? '404 Not Found' : '403 Forbidden'
  const body = reason ?? 'Runs are at /runs.'
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
  return true
}

function refuseRun(socket: WebSocket, maxRuns: number): void {
  socket.on('error', () => {})
  socket.close(TRY_LATER, closeReason(`The local server has ${maxRuns} runs already. End one of them first.`))
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
