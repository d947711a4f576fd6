import { Text } from '@mantine/core'
import { lazy, type ReactNode } from 'react'
import { Panel } from './panel.js'
import { PartBoundary } from './part-boundary.js'
import { useAppState } from './session-context.js'

const DeviceCharts = lazy(async () => ({ default: (await import('./device-charts.js')).DeviceCharts }))

/** Memory and kernel times; there once a device is open. */
export function DeviceSection(): ReactNode {
  const open = useAppState(({ lanes }) => lanes.some(({ ready }) => ready !== null))
  if (!open) return null
  return (
    <Panel title="On the device">
      <PartBoundary fallback={<Text c="dimmed">Loading the charts …</Text>}>
        <DeviceCharts />
      </PartBoundary>
    </Panel>
  )
}
