import { Alert, Badge, Button, Menu, Text, useComputedColorScheme } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import type { DeviceStatus } from '../../protocol/facts.js'
import { DEVICES, type DeviceName } from '../../settings/settings.js'
import { laneStyle } from '../charts/lane-view.js'
import { showNumber, showPercent } from '../charts/option.js'
import { PALETTES } from '../charts/palette.js'
import { DEVICE_NAMES } from '../settings/names.js'
import { laneName } from '../state/lane-names.js'
import type { Lane, LanePhase } from '../state/lane.js'
import { LaneMark } from './lane-mark.js'
import styles from './lane-card.module.css'

const PHASES: Readonly<Record<LanePhase, { readonly text: string; readonly color: string }>> = {
  opening: { text: 'opening', color: 'gray' },
  training: { text: 'training', color: 'green' },
  paused: { text: 'paused', color: 'yellow' },
  finished: { text: 'done', color: 'blue' },
  moving: { text: 'changing device', color: 'gray' },
  failed: { text: 'stopped', color: 'red' },
}

interface LaneCardProps {
  readonly lane: Lane
  readonly devices: Readonly<Record<DeviceName, DeviceStatus | null>>
  readonly onMove: (id: string, to: DeviceName) => Promise<void>
}

/** What one lane is at, and where it could go on. */
export const LaneCard: React.MemoExoticComponent<(props: LaneCardProps) => ReactNode> = memo(LaneCardContent)

function LaneCardContent({ lane, devices, onMove }: LaneCardProps): ReactNode {
  const palette = PALETTES[useComputedColorScheme('light', { getInitialValueInEffect: false })]
  const phase = PHASES[lane.phase]
  const others = DEVICES.filter((device) => device !== lane.device && devices[device]?.usable === true)
  return (
    <li className={styles.card} data-lane={lane.id} data-phase={lane.phase}>
      <div className={styles.head}>
        <LaneMark {...laneStyle(lane, palette)} />
        <strong className={styles.name}>{laneName(lane)}</strong>
      </div>
      <dl className={styles.numbers}>
        <Figure name="Epoch" value={epochText(lane)} />
        <Figure name="Step" value={lane.step.toLocaleString('en')} />
        <Figure name="Loss" value={lane.progress === null ? '–' : showNumber(lane.progress.loss)} />
        <Figure name="Validation" value={lane.validation === null ? '–' : showPercent(lane.validation.accuracy)} />
      </dl>
      {lane.error !== null && (
        <Alert color="red" variant="light" role="alert" my="sm" p="sm" title={lane.error.what}>
          {lane.error.remedy}
          {lane.checkpoint !== null && (
            <Text size="sm" mt={4}>
              Its last checkpoint is of step {lane.checkpoint.step}.
            </Text>
          )}
        </Alert>
      )}
      <div className={styles.foot}>
        <Badge variant="dot" color={phase.color} tt="none" fw={500}>
          {phase.text}
        </Badge>
        <GoOnMenu lane={lane} others={others} onMove={onMove} />
      </div>
    </li>
  )
}

function epochText({ epoch, settings }: Lane): string {
  return `${Math.min(epoch + 1, settings.epochs)} / ${settings.epochs}`
}

function Figure({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

interface GoOnMenuProps {
  readonly lane: Lane
  readonly others: readonly DeviceName[]
  readonly onMove: (id: string, to: DeviceName) => Promise<void>
}

/** The other devices that are usable; after a failure the same one too, to try again. */
function GoOnMenu({ lane, others, onMove }: GoOnMenuProps): ReactNode {
  const failed = lane.phase === 'failed'
  if (failed) {
    return (
      <div className={styles.ways}>
        {others.map((device) => (
          <Button key={device} size="xs" onClick={() => void onMove(lane.id, device)}>
            Go on with {DEVICE_NAMES[device]}
          </Button>
        ))}
        <Button size="xs" variant="default" onClick={() => void onMove(lane.id, lane.device)}>
          Try {DEVICE_NAMES[lane.device]} again
        </Button>
      </div>
    )
  }
  if (others.length === 0) return null
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.goOn}
          rightSection={<IconArrowRight size={14} />}
          disabled={lane.phase === 'opening' || lane.phase === 'moving'}
          aria-label={`Go on with another device: ${laneName(lane)}`}
        >
          Go on with …
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map((device) => (
          <Menu.Item key={device} onClick={() => void onMove(lane.id, device)}>
            {DEVICE_NAMES[device]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
