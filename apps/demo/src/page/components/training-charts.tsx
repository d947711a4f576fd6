import { useMemo, type ReactNode } from 'react'
import { ChartFigure } from '../charts/chart-figure.js'
import { curveSpec } from '../charts/curves.js'
import { laneBarsSpec, SPEED } from '../charts/lane-bars.js'
import styles from './charts.module.css'
import { useLaneViews } from './use-lane-views.js'

/** Loss, accuracy and speed of all lanes. */
export function TrainingCharts(): ReactNode {
  const views = useLaneViews()
  const specs = useMemo(
    () => ({
      loss: curveSpec('loss', views),
      accuracy: curveSpec('accuracy', views),
      speed: laneBarsSpec(SPEED, views),
    }),
    [views],
  )
  return (
    <div className={styles.stack}>
      <div className={styles.pair}>
        <ChartFigure spec={specs.loss} />
        <ChartFigure spec={specs.accuracy} />
      </div>
      <ChartFigure spec={specs.speed} />
    </div>
  )
}
