/** A value that tells when it changed; what `useSyncExternalStore` wants. */
export interface Store<State> {
  /** The state as it was last published. */
  readonly get: () => State
  /** The state with all changes, those too that are not told yet. */
  readonly latest: () => State
  /** Changes the state and tells at once. */
  readonly set: (change: (state: State) => State) => void
  /** Changes the state and tells at the next frame, however many such changes come until then. */
  readonly setSoon: (change: (state: State) => State) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** @param onFrame Calls back once, at the next frame of the display; default `requestAnimationFrame`. */
export function createStore<State>(
  initial: State,
  onFrame: (callback: () => void) => void = requestAnimationFrame,
): Store<State> {
  const listeners = new Set<() => void>()
  let current = initial
  let published = initial
  let waiting = false
  const publish = (): void => {
    waiting = false
    if (published === current) return
    published = current
    for (const listener of listeners) listener()
  }
  return {
    get: () => published,
    latest: () => current,
    set: (change) => {
      current = change(current)
      publish()
    },
    setSoon: (change) => {
      current = change(current)
      if (waiting) return
      waiting = true
      onFrame(publish)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
