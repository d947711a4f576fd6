import { Text, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { PRESETS, type Preset } from '../settings/presets.js'
import { showTraining } from './narrow.js'
import { Panel } from './panel.js'
import styles from './presets.module.css'
import { useSession } from './session-context.js'

/** Experiments that set the fields and begin. */
export function Presets(): ReactNode {
  const session = useSession()
  const begin = ({ settings }: Preset): void => {
    session.store.set((state) => ({ ...state, settings: { ...settings, devices: state.settings.devices } }))
    session.start()
    showTraining()
  }
  return (
    <Panel title="Experiments">
      <ol className={styles.presets}>
        {PRESETS.map((preset) => (
          <li key={preset.name}>
            <UnstyledButton className={styles.preset} onClick={() => begin(preset)}>
              <span className={styles.name}>{preset.name}</span>
              <Text component="span" size="sm" c="dimmed">
                {preset.story}
              </Text>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
