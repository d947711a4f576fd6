import { Accordion, Badge, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DemoSettings } from '../../settings/settings.js'
import { isNarrow } from './narrow.js'
import { waitsForStart } from '../state/app-state.js'
import { NetworkFields } from './network-fields.js'
import { NormalizationFields } from './normalization-fields.js'
import { Panel } from './panel.js'
import { RegularizationFields } from './regularization-fields.js'
import { useAppState, useSession } from './session-context.js'
import styles from './settings-panel.module.css'
import { TrainingFields } from './training-fields.js'

/** What the fields of a group get. */
export interface FieldsProps {
  readonly settings: DemoSettings
  readonly change: (part: Partial<DemoSettings>) => void
}

/** On a narrow screen nothing, so that the training is not far below. */
function openAtFirst(): string[] {
  return isNarrow() ? [] : ['Normalization', 'Optimization']
}

/** All that a person can turn. */
export function SettingsPanel(): ReactNode {
  const settings = useAppState((state) => state.settings)
  const waits = useAppState(waitsForStart)
  const { store } = useSession()
  const change = (part: Partial<DemoSettings>): void =>
    store.set((state) => ({ ...state, settings: { ...state.settings, ...part } }))
  const groups: [title: string, fields: ReactNode][] = [
    ['Network', <NetworkFields key="network" settings={settings} change={change} />],
    ['Normalization', <NormalizationFields key="normalization" settings={settings} change={change} />],
    ['Optimization', <TrainingFields key="optimization" settings={settings} change={change} />],
    ['Regularization and seed', <RegularizationFields key="regularization" settings={settings} change={change} />],
  ]
  return (
    <Panel
      title="Settings"
      aside={
        waits && (
          <Badge color="yellow" variant="dot" tt="none" fw={500}>
            for the next start
          </Badge>
        )
      }
    >
      <Text size="sm" c="dimmed" mb="xs">
        The learning rate acts at once, all else at the next start. The address of this page holds them all.
      </Text>
      <Accordion multiple defaultValue={openAtFirst()} variant="default" chevronPosition="left" classNames={styles}>
        {groups.map(([title, fields]) => (
          <Accordion.Item key={title} value={title}>
            <Accordion.Control>{title}</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">{fields}</Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Panel>
  )
}
