import type { ReactNode } from 'react'
import { LaneCard } from './lane-card.js'
import styles from './lane-card.module.css'
import { useAppState, useSession } from './session-context.js'

/** All lanes, each with its state. */
export function Lanes(): ReactNode {
  const session = useSession()
  const lanes = useAppState((state) => state.lanes)
  const devices = useAppState((state) => state.devices)
  return (
    <ul className={styles.lanes}>
      {lanes.map((lane) => (
        <LaneCard key={lane.id} lane={lane} devices={devices} onMove={session.moveLane} />
      ))}
    </ul>
  )
}
