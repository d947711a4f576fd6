import { Button, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { laneName } from '../state/lane-names.js'
import type { Lane } from '../state/lane.js'
import styles from './check-section.module.css'
import { Panel } from './panel.js'
import { useAppState, useSession } from './session-context.js'
import { useAttempt } from './use-attempt.js'

/** Results and weights as files. */
export function ExportSection(): ReactNode {
  const attempt = useAttempt()
  const session = useSession()
  const lanes = useAppState((state) => state.lanes)
  const [problem, setProblem] = useState('')
  if (lanes.length === 0) return null
  const saveResults = async (kind: 'csv' | 'json'): Promise<void> => {
    const { saveResultsAs } = await import('../export/save.js')
    saveResultsAs(kind, session)
  }
  const saveWeights = async (lane: Lane): Promise<void> => {
    const { saveWeightsOf } = await import('../export/save.js')
    const saved = await saveWeightsOf(lane, session)
    setProblem(saved ? '' : `${laneName(lane)} has no weights to give. Go on with a device that works, and save then.`)
  }
  return (
    <Panel title="Take it with you">
      <div className={styles.ways} style={{ marginTop: 0 }}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => attempt(() => saveResults('csv'))}
        >
          Results as CSV
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => attempt(() => saveResults('json'))}
        >
          Results as JSON
        </Button>
        {lanes.map((lane) => (
          <Button
            key={lane.id}
            variant="default"
            leftSection={<IconDownload size={16} />}
            disabled={lane.ready === null}
            onClick={() => attempt(() => saveWeights(lane))}
          >
            Weights of {laneName(lane)}
          </Button>
        ))}
      </div>
      <Text size="sm" c="dimmed">
        Weights are in the format safetensors, named by path. Each chart can be saved beside its title.
      </Text>
      <Text size="sm" role="status">
        {problem}
      </Text>
    </Panel>
  )
}
