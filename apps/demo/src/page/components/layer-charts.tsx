import { NativeSelect, Text } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { bandsSpec } from '../charts/bands.js'
import { channelsSpec } from '../charts/channels.js'
import { ChartFigure } from '../charts/chart-figure.js'
import type { LaneView } from '../charts/lane-view.js'
import { SHORT_DEVICE_NAMES } from '../settings/names.js'
import { laneName } from '../state/lane-names.js'
import styles from './charts.module.css'
import { useLaneViews } from './use-lane-views.js'

/** Inputs of the activations with and without normalization, and the vectors of a normalization layer. */
export function LayerCharts(): ReactNode {
  const views = useLaneViews()
  return (
    <div className={styles.stack}>
      <Bands views={views} />
      <Channels views={views} />
    </div>
  )
}

interface ViewsProps {
  readonly views: readonly LaneView[]
}

function Bands({ views }: ViewsProps): ReactNode {
  const [wanted, setWanted] = useState('')
  const origins = [...new Set(views.map(({ lane }) => lane.origin))]
  const origin = origins.find((name) => name === wanted) ?? origins[0]
  const { specs } = useMemo(() => {
    const shown = views.filter(({ lane }) => lane.origin === origin)
    const layers = [...new Set(shown.flatMap(({ series }) => [...series.inputs.keys()]))]
    return { specs: layers.map((layer) => bandsSpec(layer, shown)) }
  }, [views, origin])
  if (specs.length === 0) return null
  return (
    <>
      {origins.length > 1 && (
        <div className={styles.choices}>
          <NativeSelect
            label="Lanes that began on"
            value={origin}
            data={origins.map((value) => ({ value, label: SHORT_DEVICE_NAMES[value] }))}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
      )}
      {specs.map((spec) => (
        <ChartFigure key={spec.id} spec={spec} legend={false} />
      ))}
    </>
  )
}

function Channels({ views }: ViewsProps): ReactNode {
  const [wantedLane, setWantedLane] = useState('')
  const [wantedLayer, setWantedLayer] = useState('')
  const withLayers = views.filter(({ lane }) => (lane.inspection?.normalization.length ?? 0) > 0)
  const view = withLayers.find(({ lane }) => lane.id === wantedLane) ?? withLayers[0]
  const layers = view?.lane.inspection?.normalization ?? []
  const layer = layers.find((facts) => facts.layer === wantedLayer) ?? layers[0]
  const spec = useMemo(() => (layer === undefined ? null : channelsSpec(view.lane, layer)), [view, layer])
  if (spec === null) return <Text c="dimmed">No lane has a normalization layer.</Text>
  return (
    <>
      <div className={styles.choices}>
        <NativeSelect
          label="Lane"
          value={view.lane.id}
          data={withLayers.map(({ lane }) => ({ value: lane.id, label: laneName(lane) }))}
          onChange={(event) => setWantedLane(event.currentTarget.value)}
        />
        <NativeSelect
          label="Layer"
          value={layer.layer}
          data={layers.map((facts) => facts.layer)}
          onChange={(event) => setWantedLayer(event.currentTarget.value)}
        />
      </div>
      <ChartFigure spec={spec} />
    </>
  )
}
