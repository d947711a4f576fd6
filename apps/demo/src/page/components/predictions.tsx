import { Text, useComputedColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PredictionMode } from '../../protocol/commands.js'
import { laneStyle } from '../charts/lane-view.js'
import { showPercent } from '../charts/option.js'
import { PALETTES } from '../charts/palette.js'
import { laneName } from '../state/lane-names.js'
import type { Lane } from '../state/lane.js'
import styles from './drawing-section.module.css'
import { LaneMark } from './lane-mark.js'
import { useAppState } from './session-context.js'
import { usePrediction } from './use-predictions.js'

interface PredictionsProps {
  readonly image: Float32Array | null
  readonly mode: PredictionMode
}

/** The probabilities of every lane's model, live. */
export function Predictions({ image, mode }: PredictionsProps): ReactNode {
  const lanes = useAppState((state) => state.lanes)
  if (lanes.length === 0) return <Text>Start training; its model will say what it makes of your digit.</Text>
  return (
    <div className={styles.lanes}>
      {lanes.map((lane) => (
        <LanePrediction key={lane.id} lane={lane} image={image} mode={mode} />
      ))}
    </div>
  )
}

function LanePrediction({ lane, image, mode }: PredictionsProps & { readonly lane: Lane }): ReactNode {
  const prediction = usePrediction(lane, image, mode)
  const palette = PALETTES[useComputedColorScheme('light', { getInitialValueInEffect: false })]
  const style = laneStyle(lane, palette)
  const problem = prediction?.problem ?? null
  return (
    <div data-prediction={lane.id}>
      <div className={styles.laneName}>
        <LaneMark {...style} />
        {laneName(lane)}
      </div>
      {problem === null ? (
        <Bars probabilities={prediction?.probabilities ?? null} color={style.color} />
      ) : (
        <Text size="sm">
          {problem.what} {problem.remedy}
        </Text>
      )}
    </div>
  )
}

interface BarsProps {
  /** One a class; null while there is nothing to show. */
  readonly probabilities: Float32Array | null
  readonly color: string
}

/** A bar for each class, and the likeliest in words. */
export function Bars({ probabilities, color }: BarsProps): ReactNode {
  const shares = probabilities === null ? Array.from({ length: 10 }, () => 0) : [...probabilities]
  const best = shares.indexOf(Math.max(...shares))
  return (
    <>
      <Text size="sm" className={styles.best}>
        {probabilities === null ? 'Draw something.' : `${best}, with ${showPercent(shares[best])}`}
      </Text>
      <ol className={styles.bars} aria-label="Probability of each class">
        {shares.map((share, label) => (
          <li key={label} aria-label={`${label}: ${showPercent(share)}`}>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.bar} style={{ transform: `scaleY(${share})`, background: color }} />
            </span>
            <span aria-hidden="true" data-best={(probabilities !== null && label === best) || undefined}>
              {label}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
