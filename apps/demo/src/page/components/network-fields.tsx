import type { ReactNode } from 'react'
import { NETWORK_NAMES } from '../settings/names.js'
import { ChoiceField } from './choice-field.js'
import type { FieldsProps } from './settings-panel.js'

export function NetworkFields({ settings, change }: FieldsProps): ReactNode {
  return (
    <ChoiceField
      label="Network"
      value={settings.network}
      names={NETWORK_NAMES}
      onChange={(network) => change({ network })}
    />
  )
}
