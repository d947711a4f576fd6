import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'

interface ChoiceFieldProps<Name extends string> {
  readonly label: string
  readonly description?: string
  readonly value: Name
  readonly names: Readonly<Record<Name, string>>
  readonly onChange: (value: Name) => void
}

/** One of several names. */
export function ChoiceField<Name extends string>(props: ChoiceFieldProps<Name>): ReactNode {
  const { label, description, value, names, onChange } = props
  const entries = Object.entries(names) as [Name, string][]
  return (
    <NativeSelect
      label={label}
      description={description}
      value={value}
      data={entries.map(([name, text]) => ({ value: name, label: text }))}
      onChange={(event) => {
        const chosen = entries.find(([name]) => name === event.currentTarget.value)
        if (chosen !== undefined) onChange(chosen[0])
      }}
    />
  )
}
