import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { RunEvent } from '../../src/protocol/events.js'
import type { DeviceStatus } from '../../src/protocol/facts.js'
import { startServer, type DemoServer } from '../../src/server/start-server.js'
import { serverPlace } from '../../src/worker/server-place.js'
import { START } from './support/start-command.js'

const status: DeviceStatus = { device: 'native', usable: true, description: 'C++', details: {} }

let server: DemoServer
let origin: string

async function serve(options: { maxRuns?: number; maxMessageBytes?: number } = {}): Promise<void> {
  server = await startServer({
    port: 0,
    folder: new URL('.', import.meta.url).pathname,
    threadUrl: new URL('../../dist/server/run-thread.js', import.meta.url),
    nativeStatus: async () => status,
    ...options,
  })
  origin = `http://localhost:${server.port}`
}

beforeEach(() => {
  // Browsers name the page; in Node it has to be said.
  class PageSocket extends WebSocket {
    constructor(url: URL) {
      super(new URL(url.href.replace('localhost', '127.0.0.1')), { origin })
    }
  }
  vi.stubGlobal('WebSocket', PageSocket)
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await server.close()
  await vi.waitFor(() => expect(server.threads).toBe(0), 5000)
})

function connect(): { events: RunEvent[]; run: ReturnType<ReturnType<typeof serverPlace>['connect']> } {
  const events: RunEvent[] = []
  return { events, run: serverPlace(origin).connect((event) => events.push(event)) }
}

test('the place tells of the native device, and where there is no server what to do', async () => {
  await serve()
  const local = origin.replace('localhost', '127.0.0.1')
  expect(await serverPlace(`${local}/?seed=1#top`).probe()).toEqual(status)
  expect(await serverPlace(`${local}/folder/`).probe()).toMatchObject({
    usable: false,
    remedy: expect.stringContaining('npm run demo'),
  })
  expect(await serverPlace('http://127.0.0.1:1/').probe()).toMatchObject({ usable: false })
})

test('a run that loses its server fails with its last checkpoint', async () => {
  await serve()
  const { events, run } = connect()
  run.send(START)
  await vi.waitFor(() => expect(events.at(-1)?.type).toBe('progress'), 5000)
  run.send({ type: 'pause' })
  await vi.waitFor(() => expect(events.at(-1)?.type).toBe('inspection'), 5000)
  const paused = events.find((event) => event.type === 'paused')
  await server.close()
  await vi.waitFor(() => expect(events.at(-1)?.type).toBe('failed'), 5000)
  expect(events.at(-1)).toMatchObject({
    error: { code: 'SERVER_LOST', what: 'The local server was stopped.' },
    checkpoint: { step: paused?.step },
  })
  expect(events.some(({ type }) => type === 'checkpoint')).toBe(false)
})

test('a closed run is silent, and its thread ends', async () => {
  await serve()
  const { events, run } = connect()
  run.send(START)
  await vi.waitFor(() => expect(events.at(-1)?.type).toBe('progress'), 5000)
  run.close()
  run.close()
  const heard = events.length
  await vi.waitFor(() => expect(server.threads).toBe(0), 5000)
  expect(events).toHaveLength(heard)
})

test('a server that is full, or a data set that is too large, says so', async () => {
  await serve({ maxRuns: 1, maxMessageBytes: 10_000 })
  const first = connect()
  await vi.waitFor(() => expect(server.runs).toBe(1))
  const second = connect()
  await vi.waitFor(() => expect(second.events.at(-1)).toMatchObject({ error: { code: 'SERVER_BUSY' } }), 5000)
  first.run.send(START)
  await vi.waitFor(() => expect(first.events.at(-1)).toMatchObject({ error: { code: 'MESSAGE_TOO_LARGE' } }), 5000)
})
