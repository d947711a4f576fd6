import { Button, Checkbox, Loader, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DeviceStatus } from '../../protocol/facts.js'
import { DEVICES, type DeviceName } from '../../settings/settings.js'
import { DEVICE_NAMES } from '../settings/names.js'
import styles from './device-cards.module.css'
import { Panel } from './panel.js'
import { useAppState, useSession } from './session-context.js'

/** The devices, of which one or several train. */
export function DeviceCards(): ReactNode {
  const devices = useAppState((state) => state.devices)
  const chosen = useAppState(({ settings }) => settings.devices)
  const { store, probe } = useSessionActions()
  const choose = (device: DeviceName, wanted: boolean): void => {
    const next = DEVICES.filter((name) => (name === device ? wanted : chosen.includes(name)))
    if (next.length > 0) store.set((state) => ({ ...state, settings: { ...state.settings, devices: next } }))
  }
  return (
    <Panel title="Devices">
      <Text size="sm" c="dimmed" mb="sm">
        Choose one, or several to run side by side from the same weights, batches and masks.
      </Text>
      <div className={styles.cards}>
        {DEVICES.map((device) => (
          <DeviceCard
            key={device}
            device={device}
            status={devices[device]}
            chosen={chosen.includes(device)}
            onChoose={(wanted) => choose(device, wanted)}
            onProbe={() => probe(device)}
          />
        ))}
      </div>
    </Panel>
  )
}

function useSessionActions(): {
  store: ReturnType<typeof useSession>['store']
  probe: (device: DeviceName) => void
} {
  const session = useSession()
  return { store: session.store, probe: (device) => void session.probe([device]) }
}

interface DeviceCardProps {
  readonly device: DeviceName
  /** Null while it is being asked. */
  readonly status: DeviceStatus | null
  readonly chosen: boolean
  readonly onChoose: (wanted: boolean) => void
  readonly onProbe: () => void
}

export function DeviceCard({ device, status, chosen, onChoose, onProbe }: DeviceCardProps): ReactNode {
  const unusable = status?.usable === false
  return (
    <div className={styles.card} data-chosen={chosen || undefined} data-device={device}>
      <Checkbox
        checked={chosen}
        disabled={unusable && !chosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
        label={<span className={styles.name}>{DEVICE_NAMES[device]}</span>}
        styles={{ body: { alignItems: 'center' } }}
      />
      <div className={styles.facts}>
        {status === null && (
          <Text size="sm" c="dimmed">
            <Loader size={12} mr={8} aria-hidden="true" />
            Looking …
          </Text>
        )}
        {status?.usable === true && <UsableFacts status={status} />}
        {status?.usable === false && (
          <>
            <Text size="sm">{status.reason}</Text>
            <Text size="sm" c="dimmed">
              {status.remedy}
            </Text>
            <Button size="compact-sm" variant="default" mt={8} onClick={onProbe}>
              Look again
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

function UsableFacts({ status }: { readonly status: Extract<DeviceStatus, { usable: true }> }): ReactNode {
  const details = Object.entries(status.details)
  return (
    <>
      <Text size="sm" c="dimmed" className={styles.description}>
        {status.description}
      </Text>
      {details.length > 0 && (
        <details className="more">
          <summary>Details</summary>
          <dl className={styles.details}>
            {details.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  )
}
