import type { ReactNode } from 'react'

interface LaneMarkProps {
  readonly color: string
  readonly dashed: boolean
}

/** The line of a lane as it is drawn in the charts. */
export function LaneMark({ color, dashed }: LaneMarkProps): ReactNode {
  return (
    <svg width="22" height="10" aria-hidden="true" style={{ flex: 'none' }}>
      <path d="M1 5h20" stroke={color} strokeWidth="3" strokeDasharray={dashed ? '5 3' : undefined} />
    </svg>
  )
}
