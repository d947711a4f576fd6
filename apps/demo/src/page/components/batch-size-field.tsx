import { Slider } from '@mantine/core'
import type { ReactNode } from 'react'
import { RANGES } from '../../settings/settings.js'
import { NumberField } from './number-field.js'

const SMALLEST = Math.log2(RANGES.batchSize.least)
const LARGEST = Math.log2(RANGES.batchSize.most)

interface BatchSizeFieldProps {
  readonly value: number
  readonly onChange: (value: number) => void
}

/** The batch size, typed or on a scale of powers of two. */
export function BatchSizeField({ value, onChange }: BatchSizeFieldProps): ReactNode {
  return (
    <div>
      <NumberField
        label="Batch size"
        description="Images of one step. The statistics of batch norm are as good as it is large."
        value={value}
        range={RANGES.batchSize}
        onChange={(next) => next !== null && onChange(next)}
      />
      <Slider
        mt={12}
        mb={22}
        mx={14}
        styles={{ markLabel: { color: 'var(--mantine-color-dimmed)' } }}
        thumbLabel="Batch size, powers of two"
        min={SMALLEST}
        max={LARGEST}
        step={1}
        label={(power) => String(2 ** power)}
        marks={[2, 16, 128, 1024].map((size) => ({ value: Math.log2(size), label: String(size) }))}
        value={Math.log2(value)}
        onChange={(power) => onChange(2 ** Math.round(power))}
      />
    </div>
  )
}
