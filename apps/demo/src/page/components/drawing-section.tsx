import { SegmentedControl, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { PredictionMode } from '../../protocol/commands.js'
import styles from './drawing-section.module.css'
import { DrawingBoard } from './drawing-board.js'
import { Panel } from './panel.js'
import { Predictions } from './predictions.js'

const MODES: Readonly<Record<PredictionMode, string>> = {
  train:
    'Train: batch norm takes mean and variance from the batch, here your digit with some test images. What comes out depends on its company.',
  frozen:
    'Frozen: the running statistics are used in the middle of training, as when a part of a network is fine-tuned.',
  eval: 'Eval: the running statistics, gathered in training, as at test time. A single digit can be told.',
}

/** A canvas to draw on, and what each lane's model makes of it. */
export function DrawingSection(): ReactNode {
  const [image, setImage] = useState<Float32Array | null>(null)
  const [mode, setMode] = useState<PredictionMode>('eval')
  return (
    <Panel title="Draw a digit">
      <div className={styles.columns}>
        <DrawingBoard image={image} onImage={setImage} />
        <div className={styles.answers}>
          <SegmentedControl<PredictionMode>
            aria-label="Mode of the normalization"
            value={mode}
            data={[
              { value: 'train', label: 'Train' },
              { value: 'frozen', label: 'Frozen' },
              { value: 'eval', label: 'Eval' },
            ]}
            onChange={setMode}
          />
          <Text size="sm" c="dimmed" my={8}>
            {MODES[mode]}
          </Text>
          <Predictions image={image} mode={mode} />
        </div>
      </div>
    </Panel>
  )
}
