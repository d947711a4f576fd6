import { useMemo } from 'react'
import type { LaneView } from '../charts/lane-view.js'
import { useAppState, useSession } from './session-context.js'

/** The lanes with their curves, as charts draw them. */
export function useLaneViews(): readonly LaneView[] {
  const session = useSession()
  const lanes = useAppState((state) => state.lanes)
  return useMemo(() => lanes.map((lane) => ({ lane, series: session.seriesOf(lane.id) })), [lanes, session])
}
