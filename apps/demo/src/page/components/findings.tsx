import { Text, useComputedColorScheme } from '@mantine/core'
import { IconCircleCheck, IconStethoscope } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { laneStyle } from '../charts/lane-view.js'
import { PALETTES } from '../charts/palette.js'
import type { Lane } from '../state/lane.js'
import { laneName } from '../state/lane-names.js'
import styles from './findings.module.css'
import { LaneMark } from './lane-mark.js'
import { Panel } from './panel.js'
import { useAppState } from './session-context.js'

/** What `diagnose` says about each lane, in words. */
export function Findings(): ReactNode {
  const lanes = useAppState((state) => state.lanes)
  return (
    <Panel title="Diagnosis">
      <div className={styles.lanes}>
        {lanes.map((lane) => (
          <LaneFindings key={lane.id} lane={lane} />
        ))}
      </div>
    </Panel>
  )
}

export function LaneFindings({ lane }: { readonly lane: Lane }): ReactNode {
  const palette = PALETTES[useComputedColorScheme('light', { getInitialValueInEffect: false })]
  if (lane.inspection === null) return null
  const { findings } = lane.inspection
  return (
    <div>
      <h3 className={styles.name}>
        <LaneMark {...laneStyle(lane, palette)} />
        {laneName(lane)}
      </h3>
      {findings.length === 0 && (
        <Text size="sm" c="dimmed" className={styles.well}>
          <IconCircleCheck size={17} aria-hidden="true" />
          Nothing found.
        </Text>
      )}
      <ul className={styles.findings}>
        {findings.map(({ illness, layer, description, meaning, remedy }) => (
          <li key={`${illness} ${layer}`}>
            <div className={styles.illness}>
              <IconStethoscope size={17} aria-hidden="true" />
              {layer}: {illness.replaceAll('-', ' ')}
            </div>
            <Text size="sm">{description}</Text>
            <Text size="sm" c="dimmed">
              {meaning}
            </Text>
            <Text size="sm">{remedy}</Text>
          </li>
        ))}
      </ul>
    </div>
  )
}
