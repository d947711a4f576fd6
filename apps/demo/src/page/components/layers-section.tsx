import { Text } from '@mantine/core'
import { lazy, type ReactNode } from 'react'
import { Findings } from './findings.js'
import { Panel } from './panel.js'
import { PartBoundary } from './part-boundary.js'
import { useAppState } from './session-context.js'

const LayerCharts = lazy(async () => ({ default: (await import('./layer-charts.js')).LayerCharts }))

/** What happens inside the network; there once it has been looked into. */
export function LayersSection(): ReactNode {
  const inspected = useAppState(({ lanes }) => lanes.some(({ inspection }) => inspection !== null))
  if (!inspected) return null
  return (
    <>
      <Panel title="Inside the network">
        <PartBoundary fallback={<Text c="dimmed">Loading the charts …</Text>}>
          <LayerCharts />
        </PartBoundary>
      </Panel>
      <Findings />
    </>
  )
}
