import { Input, SegmentedControl, Switch } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import {
  CONVENTIONS,
  NORMALIZATIONS,
  RANGES,
  type ConventionName,
  type NormalizationName,
} from '../../settings/settings.js'
import { CONVENTION_TEXTS } from '../settings/conventions.js'
import { NORMALIZATION_NAMES } from '../settings/names.js'
import { ChoiceField } from './choice-field.js'
import { NumberField } from './number-field.js'
import type { FieldsProps } from './settings-panel.js'

const CONVENTION_NAMES = Object.fromEntries(CONVENTIONS.map((name) => [name, CONVENTION_TEXTS[name].label])) as Record<
  ConventionName,
  string
>

export function NormalizationFields({ settings, change }: FieldsProps): ReactNode {
  const label = useId()
  const { normalization, convention, momentum, epsilon, compareWithout } = settings
  const defaults = CONVENTION_TEXTS[convention]
  return (
    <>
      <div>
        <Input.Label id={label} component="span">
          Normalization
        </Input.Label>
        <SegmentedControl<NormalizationName>
          fullWidth
          aria-labelledby={label}
          value={normalization}
          data={NORMALIZATIONS.map((value) => ({ value, label: NORMALIZATION_NAMES[value] }))}
          onChange={(value) => change({ normalization: value })}
        />
      </div>
      {normalization !== 'none' && (
        <Switch
          label="Also without normalization"
          description="Each device trains a second network without it, drawn as a dashed line."
          checked={compareWithout}
          onChange={(event) => change({ compareWithout: event.currentTarget.checked })}
        />
      )}
      {normalization === 'batch' && (
        <>
          <ChoiceField
            label="Convention"
            description={defaults.meaning}
            value={convention}
            names={CONVENTION_NAMES}
            onChange={(value) => change({ convention: value })}
          />
          <NumberField
            label="Momentum"
            value={momentum}
            range={RANGES.momentum}
            emptyMeans={`${defaults.momentum} (${defaults.label})`}
            onChange={(value) => change({ momentum: value })}
          />
        </>
      )}
      {normalization !== 'none' && (
        <NumberField
          label="ε"
          description="Added to the variance, so that a constant channel divides by no zero."
          value={epsilon}
          range={RANGES.epsilon}
          emptyMeans={`${defaults.epsilon} (${defaults.label})`}
          onChange={(value) => change({ epsilon: value })}
        />
      )}
    </>
  )
}
