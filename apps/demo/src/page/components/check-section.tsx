import { Alert, Button, Progress, Text } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { CheckedDevice, CheckMessage, CheckReport } from '../check/messages.js'
import { DEVICE_NAMES } from '../settings/names.js'
import styles from './check-section.module.css'
import { Panel } from './panel.js'
import { useAppState } from './session-context.js'
import { useAttempt } from './use-attempt.js'

const CHECKED: readonly CheckedDevice[] = ['cpu', 'webgl']

/** Runs the conformance suite on a device of this page. */
export function CheckSection(): ReactNode {
  const attempt = useAttempt()
  const devices = useAppState((state) => state.devices)
  const [checked, setChecked] = useState<CheckedDevice>('cpu')
  const [message, setMessage] = useState<CheckMessage | 'started' | null>(null)
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])
  const runs = message === 'started' || (message !== null && message.type === 'progress')
  const begin = async (device: CheckedDevice): Promise<void> => {
    setChecked(device)
    setMessage('started')
    try {
      const { startCheck } = await import('../check/start-check.js')
      stop.current = startCheck(device, setMessage)
    } catch (error) {
      setMessage(null)
      throw error
    }
  }
  const end = (): void => {
    stop.current?.()
    setMessage(null)
  }
  return (
    <Panel title="Check my device">
      <Text size="sm" c="dimmed" maw="60em">
        Runs the conformance suite that every backend of evenkeel passes, here, against formulas in double precision.
      </Text>
      <div className={styles.ways}>
        {CHECKED.map((device) => (
          <Button
            key={device}
            variant="default"
            disabled={runs || devices[device]?.usable !== true}
            onClick={() => attempt(() => begin(device))}
          >
            Check {DEVICE_NAMES[device]}
          </Button>
        ))}
        {runs && (
          <Button variant="subtle" onClick={end}>
            Stop
          </Button>
        )}
      </div>
      {message === 'started' && <Text size="sm">Loading the suite …</Text>}
      {message !== null && message !== 'started' && <Outcome device={checked} message={message} />}
    </Panel>
  )
}

function Outcome({ device, message }: { readonly device: CheckedDevice; readonly message: CheckMessage }): ReactNode {
  switch (message.type) {
    case 'progress':
      return (
        <>
          <Progress
            value={(100 * message.done) / message.total}
            aria-label={`Check of ${DEVICE_NAMES[device]}`}
            transitionDuration={0}
          />
          <Text size="sm" mt={6} className={styles.progress}>
            {message.done.toLocaleString('en')} of {message.total.toLocaleString('en')} cases, {message.failed} failed:{' '}
            {message.title}
          </Text>
        </>
      )
    case 'failed':
      return (
        <Alert color="red" variant="light" role="alert" title={message.error.what}>
          {message.error.remedy}
        </Alert>
      )
    case 'done':
      return <Report report={message.report} />
  }
}

function Report({ report }: { readonly report: CheckReport }): ReactNode {
  const attempt = useAttempt()
  const { description, passed, failed, skipped, durationMs, failures } = report
  const save = async (kind: 'json' | 'md'): Promise<void> => {
    const { saveReport } = await import('../check/save-report.js')
    saveReport(report, kind)
  }
  return (
    <div role="status">
      <Text fw={600}>{failed === 0 ? 'Everything that applies passes.' : `${failed} cases fail.`}</Text>
      <Text size="sm" c="dimmed">
        {description}: {passed.toLocaleString('en')} passed, {failed} failed, {skipped} skipped in{' '}
        {(durationMs / 1000).toFixed(1)} s.
      </Text>
      {failures.length > 0 && (
        <ul className={styles.failures}>
          {failures.slice(0, 20).map(({ mode, title, reason }) => (
            <li key={`${mode} ${title}`}>
              <strong>{title}</strong>: {reason}
            </li>
          ))}
        </ul>
      )}
      <div className={styles.ways}>
        <Button variant="default" onClick={() => attempt(() => save('json'))}>
          Support matrix as JSON
        </Button>
        <Button variant="default" onClick={() => attempt(() => save('md'))}>
          Support matrix as Markdown
        </Button>
      </div>
    </div>
  )
}
