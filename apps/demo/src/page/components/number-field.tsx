import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Range } from '../../settings/settings.js'
import { rangeText, readNumber } from '../settings/number-schema.js'

interface NumberFieldProps {
  readonly label: string
  readonly description?: ReactNode
  readonly value: number | null
  readonly range: Range
  /** What an empty field stands for; without it a field must not be empty. */
  readonly emptyMeans?: string
  readonly onChange: (value: number | null) => void
}

/** A number that a person types, exponents allowed. What is out of range is named and not taken. */
export function NumberField({ label, description, value, range, emptyMeans, onChange }: NumberFieldProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null)
  const [seen, setSeen] = useState(value)
  const read = (text: string): { value: number | null; problem: string | null } =>
    text.trim() === '' && emptyMeans !== undefined ? { value: null, problem: null } : readNumber(text, range)
  if (seen !== value) {
    setSeen(value)
    if (draft !== null && read(draft).value !== value) setDraft(null)
  }
  const problem = draft === null ? null : read(draft).problem
  const change = (text: string): void => {
    setDraft(text)
    const result = read(text)
    if (result.problem === null) onChange(result.value)
  }
  return (
    <TextInput
      label={label}
      description={description}
      placeholder={emptyMeans}
      inputMode="decimal"
      autoComplete="off"
      value={draft ?? (value === null ? '' : String(value))}
      error={problem === null ? null : `${problem} Type a number in ${rangeText(range)}.`}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => problem === null && setDraft(null)}
    />
  )
}
