import { useCallback } from 'react'
import { useSession } from './session-context.js'

/**
 * Does what a click asks for. Parts of the page are fetched when they are first needed; where that fails, because the
 * server is gone, the page says so and goes on.
 */
export function useAttempt(): (work: () => Promise<void>) => void {
  const { store } = useSession()
  return useCallback(
    (work) => {
      work().catch((error: unknown) => {
        const what = error instanceof Error ? error.message : String(error)
        const remedy = 'Start the server again if it has ended, load the page again, and repeat it.'
        store.set((state) => ({ ...state, pageProblem: { code: 'UNEXPECTED', what, remedy } }))
      })
    },
    [store],
  )
}
