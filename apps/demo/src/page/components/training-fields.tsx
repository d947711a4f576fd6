import type { ReactNode } from 'react'
import { RANGES } from '../../settings/settings.js'
import { OPTIMIZER_NAMES } from '../settings/names.js'
import { BatchSizeField } from './batch-size-field.js'
import { ChoiceField } from './choice-field.js'
import { NumberField } from './number-field.js'
import { useSession } from './session-context.js'
import type { FieldsProps } from './settings-panel.js'

export function TrainingFields({ settings, change }: FieldsProps): ReactNode {
  const session = useSession()
  return (
    <>
      <BatchSizeField value={settings.batchSize} onChange={(batchSize) => change({ batchSize })} />
      <NumberField
        label="Learning rate"
        description="Acts at once."
        value={settings.learningRate}
        range={RANGES.learningRate}
        onChange={(learningRate) => learningRate !== null && session.setLearningRate(learningRate)}
      />
      <ChoiceField
        label="Optimizer"
        value={settings.optimizer}
        names={OPTIMIZER_NAMES}
        onChange={(optimizer) => change({ optimizer })}
      />
      <NumberField
        label="Epochs"
        value={settings.epochs}
        range={RANGES.epochs}
        onChange={(epochs) => epochs !== null && change({ epochs })}
      />
    </>
  )
}
