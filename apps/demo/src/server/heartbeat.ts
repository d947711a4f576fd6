import type { WebSocketServer } from 'ws'

/** Pings all sockets, and ends those that did not answer since the last time. The function that comes back stops it. */
export function keepHeartbeat(server: WebSocketServer, intervalMs: number): () => void {
  const answered = new WeakSet<object>()
  server.on('connection', (socket) => {
    answered.add(socket)
    socket.on('pong', () => answered.add(socket))
  })
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (!answered.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, intervalMs)
  timer.unref()
  return () => clearInterval(timer)
}
