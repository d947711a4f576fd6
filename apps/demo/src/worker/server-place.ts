import { readEvent } from '../protocol/event-schema.js'
import type { Place, RunConnection } from '../protocol/connection.js'
import type { RunEvent } from '../protocol/events.js'
import type { DeviceStatus, ErrorFacts } from '../protocol/facts.js'
import { decodeFrame, encodeFrame } from '../protocol/frame.js'
import { CheckpointKeeper } from '../protocol/keep-checkpoint.js'
import { isDeviceStatus } from '../protocol/device-status-schema.js'
import { closingFacts } from './closing-facts.js'

const REMEDY = 'In a clone of the repository: npm run demo'
const UNREADABLE: ErrorFacts = {
  code: 'UNEXPECTED',
  what: 'A message of the local server could not be read.',
  remedy: 'Load the page again, or go on with another device.',
}

/** Runs in threads of the local server, on the native device. */
export function serverPlace(origin: string = location.href): Place {
  return { device: 'native', probe: () => probe(origin), connect: (onEvent) => connect(origin, onEvent) }
}

async function probe(origin: string): Promise<DeviceStatus> {
  const missing: DeviceStatus = {
    device: 'native',
    usable: false,
    reason: 'It needs the local server, which does not answer here.',
    remedy: REMEDY,
  }
  try {
    const response = await fetch(new URL('devices', origin), { headers: { accept: 'application/json' } })
    if (!response.ok) return missing
    const status: unknown = await response.json()
    return isDeviceStatus(status) && status.device === 'native' ? status : missing
  } catch {
    return missing
  }
}

function connect(origin: string, onEvent: (event: RunEvent) => void): RunConnection {
  const url = new URL('runs', origin)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  const waiting: Uint8Array<ArrayBuffer>[] = []
  const keeper = new CheckpointKeeper((event) => {
    if (event.type === 'failed') socket.close()
    onEvent(event)
  })
  const fail = (error: ErrorFacts): void => keeper.hear({ type: 'failed', error, checkpoint: null })
  socket.addEventListener('open', () => {
    for (const frame of waiting.splice(0)) socket.send(frame)
  })
  socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
    try {
      keeper.hear(readEvent(decodeFrame(new Uint8Array(data))))
    } catch {
      fail(UNREADABLE)
    }
  })
  socket.addEventListener('close', (closing) => fail(closingFacts(closing)))
  return {
    send(command) {
      keeper.sent(command)
      const frame = encodeFrame(command)
      if (socket.readyState === WebSocket.CONNECTING) waiting.push(frame)
      else if (socket.readyState === WebSocket.OPEN) socket.send(frame)
    },
    close() {
      keeper.silence()
      socket.close()
    },
  }
}
