import { Text } from '@mantine/core'
import { lazy, useEffect, type ReactNode } from 'react'
import { Lanes } from './lanes.js'
import { Panel } from './panel.js'
import { PartBoundary } from './part-boundary.js'
import { useAppState } from './session-context.js'

const loadCharts = (): Promise<typeof import('./training-charts.js')> => import('./training-charts.js')

const TrainingCharts = lazy(async () => ({ default: (await loadCharts()).TrainingCharts }))

/** Time after which the charts are fetched, so that they are here at the first start. */
const FETCH_AHEAD_MS = 1500

/** The lanes and their curves, or before the first start what there will be to see. */
export function TrainingSection(): ReactNode {
  const empty = useAppState(({ lanes }) => lanes.length === 0)
  useEffect(() => {
    const timer = setTimeout(() => void loadCharts().catch(() => {}), FETCH_AHEAD_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Panel title="Training">
      {empty ? (
        <Introduction />
      ) : (
        <>
          <Lanes />
          <PartBoundary fallback={<Text c="dimmed">Loading the charts …</Text>}>
            <TrainingCharts />
          </PartBoundary>
        </>
      )}
    </Panel>
  )
}

function Introduction(): ReactNode {
  return (
    <Text maw="42em" lh={1.6}>
      Press <strong>Start</strong>, or choose an experiment. For each neuron, batch norm subtracts the mean of the
      batch, divides by its standard deviation, then scales by γ and shifts by β, which are learned. You will see loss
      and accuracy with and without it, what flows into each layer, and how fast each device is. The digits are drawn
      here; nothing is downloaded.
    </Text>
  )
}
