/**
 * Lets messages and timers have their turn. By a channel and not a timer, which browsers hold back by 4 ms once it was
 * called a few times in a row.
 */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const turn = (): void => {
      port1.close()
      resolve()
    }
    port1.addEventListener('message', turn, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}
