import { Button, Text } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward, IconRotate } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { appPhase, waitsForStart } from '../state/app-state.js'
import styles from './controls.module.css'
import { showTraining } from './narrow.js'
import { useAppState, useSession } from './session-context.js'

/** Start, pause, resume, step, reset. */
export function Controls(): ReactNode {
  const waits = useAppState(waitsForStart)
  const phase = useAppState(({ lanes }) => appPhase(lanes))
  const session = useSession()
  const live = phase === 'running' || phase === 'paused'
  const start = (): void => {
    session.start()
    showTraining()
  }
  return (
    <div className={styles.controls} role="group" aria-label="Training">
      <MainButton onStart={start} />
      {live && waits && (
        <Button variant="light" leftSection={<IconPlayerPlay size={16} />} onClick={start}>
          Start again
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconPlayerSkipForward size={16} />}
        disabled={phase === 'running' || phase === 'over'}
        onClick={() => session.step()}
      >
        Step
      </Button>
      <Button
        variant="default"
        leftSection={<IconRotate size={16} />}
        disabled={phase === 'idle'}
        onClick={() => session.reset()}
      >
        Reset
      </Button>
      {waits && phase !== 'idle' && (
        <Text size="sm" c="dimmed">
          Settings have changed; start again to use them.
        </Text>
      )}
    </div>
  )
}

/** One button for what comes next, so that it keeps the focus of the keyboard. */
function MainButton({ onStart }: { readonly onStart: () => void }): ReactNode {
  const session = useSession()
  const phase = useAppState(({ lanes }) => appPhase(lanes))
  const ways = {
    idle: { name: 'Start', icon: IconPlayerPlay, onClick: onStart },
    running: { name: 'Pause', icon: IconPlayerPause, onClick: () => session.pause() },
    paused: { name: 'Resume', icon: IconPlayerPlay, onClick: () => session.resume() },
    over: { name: 'Start again', icon: IconPlayerPlay, onClick: onStart },
  }
  const { name, icon: Icon, onClick } = ways[phase]
  return (
    <Button leftSection={<Icon size={16} />} onClick={onClick}>
      {name}
    </Button>
  )
}
