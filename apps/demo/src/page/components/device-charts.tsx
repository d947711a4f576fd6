import { Button, NativeSelect } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import type { Command } from '../../protocol/commands.js'
import { ChartFigure } from '../charts/chart-figure.js'
import { kernelsSpec } from '../charts/kernels.js'
import { laneBarsSpec, MEMORY } from '../charts/lane-bars.js'
import { laneName } from '../state/lane-names.js'
import type { Lane } from '../state/lane.js'
import styles from './charts.module.css'
import { useAppState, useSession } from './session-context.js'
import { useLaneViews } from './use-lane-views.js'

/** Memory of all lanes, and on request the time of each kernel of one. */
export function DeviceCharts(): ReactNode {
  const views = useLaneViews()
  const memory = useMemo(() => laneBarsSpec(MEMORY, views), [views])
  return (
    <div className={styles.pair}>
      <ChartFigure spec={memory} />
      <KernelTimes />
    </div>
  )
}

function KernelTimes(): ReactNode {
  const session = useSession()
  const lanes = useAppState((state) => state.lanes)
  const [wanted, setWanted] = useState('')
  const [asking, setAsking] = useState(false)
  const open = lanes.filter(({ ready }) => ready !== null)
  const lane = open.find(({ id }) => id === wanted) ?? open[0]
  if (lane === undefined) return null
  const measure = async (): Promise<void> => {
    setAsking(true)
    await session.ask<Extract<Command, { type: 'profile' }>>(lane.id, { type: 'profile' })
    setAsking(false)
  }
  return (
    <div>
      <div className={styles.choices} style={{ alignItems: 'flex-end', marginBottom: 14 }}>
        <NativeSelect
          label="Time of each kernel on"
          value={lane.id}
          data={open.map((choice) => ({ value: choice.id, label: laneName(choice) }))}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button variant="default" loading={asking} disabled={lane.phase === 'failed'} onClick={() => void measure()}>
          Measure
        </Button>
      </div>
      <KernelChart lane={lane} />
    </div>
  )
}

function KernelChart({ lane }: { readonly lane: Lane }): ReactNode {
  const { id, profile } = lane
  const spec = useMemo(
    () => (profile === null ? null : kernelsSpec(lane, profile)),
    // The chart changes with the measurement, not with every step of the lane.
    [id, profile],
  )
  return spec === null ? null : <ChartFigure spec={spec} />
}
