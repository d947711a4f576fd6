import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { DeviceStatus } from '../../src/protocol/facts.js'
import { encodeFrame } from '../../src/protocol/frame.js'
import { startServer, type DemoServer, type ServerOptions } from '../../src/server/start-server.js'
import { Client } from './support/client.js'
import { START } from './support/start-command.js'

// Threads of Node run what was built; everything else here are the sources.
const threadUrl = new URL('../../dist/server/run-thread.js', import.meta.url)
const status: DeviceStatus = { device: 'native', usable: true, description: 'C++', details: { threads: '2' } }
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-demo-'))

beforeAll(() => {
  if (!existsSync(fileURLToPath(threadUrl))) throw new Error('Build first: npm run build')
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets', 'part-1a2b3c4d.js'), 'export {}')
})
afterAll(() => rmSync(folder, { recursive: true }))

let server: DemoServer
async function serve(options: Partial<ServerOptions> = {}): Promise<DemoServer> {
  server = await startServer({ port: 0, folder, threadUrl, nativeStatus: async () => status, ...options })
  return server
}
afterEach(async () => {
  await server.close()
  await vi.waitFor(() => expect(server.threads).toBe(0), 5000)
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = server
    request(
      { host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers } },
      (response) => {
        let body = ''
        response.on('data', (part) => (body += part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
      .on('error', reject)
      .end()
  })
}

/** The status that an upgrade is refused with. */
function refusedUpgrade(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('open', () => reject(new Error('The upgrade was not refused.')))
    socket.on('error', () => {})
  })
}

describe('over HTTP', () => {
  test('files with a hash in their names are kept by the browser, so that the page outlives the server', async () => {
    await serve()
    expect((await get('/assets/part-1a2b3c4d.js')).headers['cache-control']).toContain('immutable')
    expect((await get('/')).headers['cache-control']).toBe('no-cache')
    expect((await get('/assets/none.js')).headers['cache-control']).toBeUndefined()
  })

  test('the page and the device come with the headers of a careful server', async () => {
    await serve()
    const page = await get('/')
    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>page</title>' })
    const devices = await get('/devices')
    expect(JSON.parse(devices.body)).toEqual(status)
    for (const { headers } of [page, devices]) {
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toContain("script-src 'self'")
    }
  })

  test('strangers, other methods and other files are refused', async () => {
    await serve()
    expect((await get('/', { host: 'evil.example' })).status).toBe(403)
    expect((await get('/devices', { origin: 'http://evil.example' })).status).toBe(403)
    expect((await get('/devices', {}, 'POST')).status).toBe(405)
    expect((await get('/nothing')).status).toBe(404)
    expect((await get('/../../package.json')).status).toBe(404)
    expect((await get('/%2e%2e/%2e%2e/package.json')).status).toBe(404)
  })

  test('runs are for the page of this server alone', async () => {
    const { port } = await serve()
    const own = { host: `localhost:${port}`, origin: `http://localhost:${port}` }
    expect(await refusedUpgrade('/runs', { ...own, origin: 'http://evil.example' })).toBe(403)
    expect(await refusedUpgrade('/runs', { ...own, host: `evil.example:${port}` })).toBe(403)
    expect(await refusedUpgrade('/runs', { host: own.host })).toBe(403)
    expect(await refusedUpgrade('/elsewhere', own)).toBe(404)
    expect(server.threads).toBe(0)
  })
})

describe('a socket', () => {
  test('is one run, which ends with it', async () => {
    const { port } = await serve()
    const client = new Client(port)
    await client.send(START)
    expect(await client.next('ready')).toMatchObject({ device: { device: 'native', usable: true } })
    await client.next('progress')
    await client.next('checkpoint')
    expect([server.runs, server.threads]).toEqual([1, 1])
    client.socket.terminate()
    await vi.waitFor(() => expect([server.runs, server.threads]).toEqual([0, 0]), 5000)
  })

  test('closes when the run is stopped', async () => {
    const { port } = await serve()
    const client = new Client(port)
    await client.send(START)
    await client.next('progress')
    await client.send({ type: 'stop' })
    expect(await client.closed).toEqual({ code: 1000, reason: 'The run is over.' })
  })

  test('too many are refused with a reason, and there is room again when one has gone', async () => {
    const { port } = await serve({ maxRuns: 2 })
    const clients = [new Client(port), new Client(port)]
    for (const { opened } of clients) await opened
    const third = new Client(port)
    expect(await third.closed).toEqual({
      code: 1013,
      reason: 'The local server has 2 runs already. End one of them first.',
    })
    clients[0].socket.close()
    await vi.waitFor(() => expect(server.runs).toBe(1))
    const fourth = new Client(port)
    await fourth.send(START)
    await fourth.next('progress')
  })

  test('a message that is too large ends the run, not the server', async () => {
    const { port } = await serve({ maxMessageBytes: 10_000 })
    const client = new Client(port)
    await client.send(START)
    expect((await client.closed).code).toBe(1009)
    expect((await get('/devices')).status).toBe(200)
  })

  test('malformed messages end their run with what is wrong, not the server', async () => {
    const { port } = await serve({ maxRuns: 10 })
    const told = async (message: string | Uint8Array): Promise<{ code: number; reason: string; events: string[] }> => {
      const client = new Client(port)
      await client.opened
      client.socket.send(message)
      return { ...(await client.closed), events: client.events.map(({ type }) => type) }
    }
    expect(await told('{"type":"start"}')).toMatchObject({ code: 1003, reason: 'Commands are binary frames.' })
    expect(await told(Uint8Array.of(1, 2))).toMatchObject({
      code: 1007,
      reason: 'The frame is shorter than its header.',
    })
    expect(await told(Uint8Array.of(255, 255, 255, 255, 1))).toMatchObject({ code: 1007 })
    expect(await told(encodeFrame({ type: 'start', settings: {} }))).toMatchObject({ code: 1000, events: ['failed'] })
    expect(await told(encodeFrame({ ...START, settings: { ...START.settings, batchSize: 0 } }))).toMatchObject({
      events: ['failed'],
    })
    expect(await told(encodeFrame(null))).toMatchObject({ code: 1000, events: ['failed'] })
    const client = new Client(port)
    await client.send(START)
    await client.next('progress')
  })

  test('a client that does not answer any more loses its run', async () => {
    const { port } = await serve({ heartbeatMs: 200 })
    const silent = new Client(port, { autoPong: false })
    const lively = new Client(port)
    await lively.send(START)
    await silent.send(START)
    await silent.closed
    await vi.waitFor(() => expect(server.threads).toBe(1), 5000)
    expect(lively.socket.readyState).toBe(WebSocket.OPEN)
  })

  test('hears when the server is stopped, and no thread stays', async () => {
    const { port } = await serve()
    const client = new Client(port)
    await client.send(START)
    await client.next('progress')
    await server.close()
    expect(await client.closed).toEqual({ code: 1001, reason: 'The local server was stopped.' })
    await vi.waitFor(() => expect(server.threads).toBe(0), 5000)
  })
})

test('a slow connection goes without figures, but never without what counts', async () => {
  const frames = 100
  const threadUrl = pathToFileURL(join(folder, 'talkative.mjs'))
  writeFileSync(
    threadUrl,
    `import { parentPort } from 'node:worker_threads'
    parentPort.once('message', () => {
      for (let i = 0; i < ${frames}; i++) parentPort.postMessage({ frame: new Uint8Array(2 ** 20), droppable: true })
      parentPort.postMessage({ frame: new Uint8Array(1), droppable: false })
    })`,
  )
  const { port } = await serve({ threadUrl })
  const socket = new WebSocket(`ws://127.0.0.1:${port}/runs`, { origin: `http://localhost:${port}` })
  const sizes: number[] = []
  const all = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      sizes.push(data.length)
      if (data.length === 1) resolve()
    })
  })
  await new Promise((resolve) => socket.once('open', resolve))
  socket.pause()
  socket.send(new Uint8Array(1))
  await new Promise((resolve) => setTimeout(resolve, 500))
  socket.resume()
  await all
  expect(sizes.length).toBeGreaterThan(1)
  expect(sizes.length).toBeLessThan(frames / 2)
  socket.terminate()
})
