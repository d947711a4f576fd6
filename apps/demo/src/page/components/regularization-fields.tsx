import { SimpleGrid } from '@mantine/core'
import type { ReactNode } from 'react'
import { RANGES } from '../../settings/settings.js'
import { NumberField } from './number-field.js'
import type { FieldsProps } from './settings-panel.js'

export function RegularizationFields({ settings, change }: FieldsProps): ReactNode {
  return (
    <SimpleGrid cols={2} spacing="sm">
      <NumberField label="L1" value={settings.l1} range={RANGES.l1} onChange={(l1) => l1 !== null && change({ l1 })} />
      <NumberField label="L2" value={settings.l2} range={RANGES.l2} onChange={(l2) => l2 !== null && change({ l2 })} />
      <NumberField
        label="Dropout"
        value={settings.dropout}
        range={RANGES.dropout}
        onChange={(dropout) => dropout !== null && change({ dropout })}
      />
      <NumberField
        label="Seed"
        value={settings.seed}
        range={RANGES.seed}
        onChange={(seed) => seed !== null && change({ seed })}
      />
    </SimpleGrid>
  )
}
