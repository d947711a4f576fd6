import { Worker } from 'node:worker_threads'
import type { RawData, WebSocket } from 'ws'
import { closeReason } from './close-reason.js'
import type { ThreadMessage } from './thread-messages.js'

/** Close codes of RFC 6455. */
const ENDED = 1000
const NOT_BINARY = 1003
const NO_FRAME = 1007
const FAILED = 1011

/** With so much unsent, events that the page can do without are left out. */
const MOST_UNSENT_BYTES = 4 * 2 ** 20

/**
 * Joins a socket and the thread of its run: each ends with the other.
 *
 * @param onEnd called once, when the socket is closed
 * @param onExit called once, when the thread is gone
 */
export function joinRun(
  socket: WebSocket,
  threadUrl: URL,
  { onEnd, onExit }: { readonly onEnd: () => void; readonly onExit: () => void },
): void {
  // What the server's own process was told, its module conditions for example, is not for what was built.
  const thread = new Worker(threadUrl, { execArgv: [] })
  const close = (code: number, reason: string): void => socket.close(code, closeReason(reason))

  thread.on('message', (message: ThreadMessage) => {
    if ('refused' in message) close(NO_FRAME, message.refused)
    else if (!message.droppable || socket.bufferedAmount < MOST_UNSENT_BYTES) socket.send(message.frame, ignoreError)
  })
  thread.on('error', (error) => close(FAILED, `The run broke off: ${error.message}`))
  thread.on('exit', () => {
    close(ENDED, 'The run is over.')
    onExit()
  })

  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (!isBinary) return close(NOT_BINARY, 'Commands are binary frames.')
    const frame = Uint8Array.from(data as Buffer)
    thread.postMessage(frame, [frame.buffer])
  })
  // What is wrong with a socket closes it as well.
  socket.on('error', () => {})
  socket.on('close', () => {
    onEnd()
    void thread.terminate()
  })
}

/** A frame that does not arrive belongs to a socket that is closing, which is heard of there. */
function ignoreError(): void {}
