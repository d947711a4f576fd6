import { laneName } from '../state/lane-names.js'
import { laneStyle, type LaneView } from './lane-view.js'
import { axis, baseOption, showBytes, showNumber } from './option.js'
import type { ChartSpec } from './spec.js'

/** A number for each lane, drawn as one bar. */
interface Measure {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly axisName: string
  readonly column: string
  /** Null while it is not known. */
  readonly value: (view: LaneView) => number | null
  readonly show: (value: number) => string
}

const RECENT = 5

/** Images per second: the mean of the last few reports, so that the bars are steady. */
function recentSpeed({ series: { training } }: LaneView): number | null {
  const count = Math.min(RECENT, training.count)
  if (count === 0) return null
  let sum = 0
  for (let index = 1; index <= count; index++) sum += training.value('imagesPerSecond', -index)
  return sum / count
}

export const SPEED: Measure = {
  id: 'images-per-second',
  title: 'Images per second',
  description: 'How fast each lane trains. Longer is faster.',
  axisName: 'images per second',
  column: 'Images per second',
  value: recentSpeed,
  show: showNumber,
}

export const MEMORY: Measure = {
  id: 'memory',
  title: 'Memory of the device',
  description: 'What the backend of each lane holds, its pool and scratch included.',
  axisName: 'bytes',
  column: 'Held by the backend',
  value: ({ lane }) => lane.inspection?.memory.backendBytes ?? null,
  show: showBytes,
}

/** One horizontal bar for each lane, with its value beside it. */
export function laneBarsSpec(measure: Measure, views: readonly LaneView[]): ChartSpec {
  const { id, title, description, axisName, column, value, show } = measure
  return {
    id,
    title,
    description,
    height: () => 62 + 40 * Math.max(2, views.length),
    legend: ({ palette }) => views.map(({ lane }) => laneStyle(lane, palette)),
    option: (stage) => ({
      ...baseOption(stage),
      tooltip: { show: false },
      grid: { left: stage.alone ? 210 : 12, right: 84, top: stage.alone ? 66 : 6, bottom: 46 },
      xAxis: {
        type: 'value',
        min: 0,
        splitNumber: stage.width < 420 ? 2 : 4,
        ...axis(stage.palette, axisName),
        nameGap: 28,
        axisLabel: { color: stage.palette.muted, fontSize: 11, hideOverlap: true, formatter: (x: number) => show(x) },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: views.map(({ lane }) => laneName(lane)),
        axisLabel: { show: stage.alone, color: stage.palette.text, fontSize: 12 },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: stage.palette.line } },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 22,
          data: views.map((view) => {
            const { color, dashed } = laneStyle(view.lane, stage.palette)
            const border = { borderColor: color, borderWidth: 2, borderType: 'dashed' as const }
            const itemStyle = dashed ? { color: `${color}44`, ...border } : { color }
            return { value: value(view) ?? 0, itemStyle }
          }),
          label: {
            show: true,
            position: 'right',
            color: stage.palette.text,
            fontSize: 12,
            formatter: ({ value: shown }) => (typeof shown === 'number' && shown > 0 ? show(shown) : '–'),
          },
          emphasis: { disabled: true },
        },
      ],
    }),
    table: () => ({
      columns: ['Lane', column],
      rows: views.map((view) => {
        const known = value(view)
        return [laneName(view.lane), known === null ? '–' : show(known)]
      }),
    }),
  }
}
