import { createContext, use, useSyncExternalStore } from 'react'
import type { FrameClock } from '../charts/frame-clock.js'
import type { AppState } from '../state/app-state.js'
import type { Session } from '../state/session.js'

/** What all components share. */
export interface Shared {
  readonly session: Session
  readonly clock: FrameClock
}

export const SharedContext: React.Context<Shared | null> = createContext<Shared | null>(null)

export function useShared(): Shared {
  const shared = use(SharedContext)
  if (shared === null) throw new Error('There is no session around this component.')
  return shared
}

export function useSession(): Session {
  return useShared().session
}

/** A part of the state; `select` gives the same value as long as the part is the same. */
export function useAppState<Part>(select: (state: AppState) => Part): Part {
  const { store } = useSession()
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.get()),
  )
}
