import { Button, FileButton, Text } from '@mantine/core'
import { useState, type DragEvent, type ReactNode } from 'react'
import { useAppState, useSession } from './session-context.js'
import { useAttempt } from './use-attempt.js'
import { Panel } from './panel.js'
import { ProblemAlert } from './problem-alert.js'
import styles from './data-panel.module.css'

/** The data set: the built-in digits, or IDX files that a person drops. */
export function DataPanel(): ReactNode {
  const attempt = useAttempt()
  const { store } = useSession()
  const data = useAppState((state) => state.data)
  const problem = useAppState((state) => state.dataProblem)
  const [over, setOver] = useState(false)
  const load = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return
    const { loadFiles } = await import('../data/load-files.js')
    const result = await loadFiles(files)
    store.set((state) => ({ ...state, data: result.data ?? state.data, dataProblem: result.problem }))
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    attempt(() => load([...event.dataTransfer.files]))
  }
  return (
    <Panel title="Data">
      <div
        className={styles.zone}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Text size="sm" fw={600} className={styles.name}>
          {data === null ? 'Built-in digits' : data.name}
        </Text>
        <Text size="sm" c="dimmed">
          {data === null
            ? '6,000 to train on and 1,000 to test, drawn by this page.'
            : `${count(data.trainLabels)} to train on and ${count(data.testLabels)} to test; from the next start on.`}
        </Text>
        <div className={styles.ways}>
          <FileButton
            multiple
            onChange={(files) => attempt(() => load(files))}
            inputProps={{ 'aria-label': 'IDX files' }}
          >
            {(props) => (
              <Button {...props} variant="default" size="xs">
                Choose IDX files
              </Button>
            )}
          </FileButton>
          {data !== null && (
            <Button
              variant="default"
              size="xs"
              onClick={() => store.set((state) => ({ ...state, data: null, dataProblem: null }))}
            >
              Built-in digits
            </Button>
          )}
        </div>
        <Text size="sm" c="dimmed" mt={8}>
          Or drop them here: MNIST and its family, images with labels, gzipped or not. They stay on this machine.
        </Text>
      </div>
      {problem !== null && (
        <ProblemAlert
          mt="sm"
          problem={problem}
          onClose={() => store.set((state) => ({ ...state, dataProblem: null }))}
        />
      )}
    </Panel>
  )
}

function count(labels: Uint8Array): string {
  return labels.length.toLocaleString('en')
}
