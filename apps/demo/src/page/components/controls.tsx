import { Button, Text } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward, IconRotate } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { appPhase, waitsForStart } from '../state/app-state.js'
import styles from './controls.module.css'
import { showTraining } from './narrow.js'
import { useAppState, useSession } from './session-context.js'

/** Start, pause, resume, step, reset. */
export function Controls(): ReactNode {
  const session = useSession()
  const phase = useAppState(({ lanes }) => appPhase(lanes))
  const waits = useAppState(waitsForStart)
  const again = phase === 'over' || (phase !== 'idle' && waits)
  return (
    <div className={styles.controls} role="group" aria-label="Training">
      {phase === 'running' && (
        <Button leftSection={<IconPlayerPause size={16} />} onClick={() => session.pause()}>
          Pause
        </Button>
      )}
      {phase === 'paused' && (
        <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => session.resume()}>
          Resume
        </Button>
      )}
      {(phase === 'idle' || again) && (
        <Button
          variant={phase === 'running' || phase === 'paused' ? 'light' : 'filled'}
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() => {
            session.start()
            showTraining()
          }}
        >
          {again ? 'Start again' : 'Start'}
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
