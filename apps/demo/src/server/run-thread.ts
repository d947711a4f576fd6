import { parentPort, type MessagePort } from 'node:worker_threads'
import { native } from '@evenkeel/backend-native'
import { OWN_CHECKPOINT } from '../protocol/checkpoint.js'
import type { RunEvent } from '../protocol/events.js'
import { decodeFrame, encodeFrame, FrameError } from '../protocol/frame.js'
import { Run } from '../run/run.js'
import type { ThreadMessage } from './thread-messages.js'

// A thread of the server: one run on the native device. Frames of commands come in, frames of events go out, so that the
// server's own thread copies bytes and does nothing else.
serve(parentPort as MessagePort)

function serve(port: MessagePort): void {
  const post = (message: ThreadMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer)
  const run = new Run(
    'native',
    async () => native,
    (event) => {
      const frame = encodeFrame(event)
      post({ frame, droppable: isDroppable(event) }, [frame.buffer])
    },
  )
  port.on('message', (frame: Uint8Array) => {
    try {
      run.handle(decodeFrame(frame))
    } catch (error) {
      if (!(error instanceof FrameError)) throw error
      post({ refused: error.message })
    }
  })
  void run.ended.then(() => port.close())
}

function isDroppable(event: RunEvent): boolean {
  return (
    event.type === 'progress' ||
    event.type === 'inspection' ||
    (event.type === 'checkpoint' && event.id === OWN_CHECKPOINT)
  )
}
