import type { LineSeriesOption } from 'echarts/charts'
import { laneName } from '../state/lane-names.js'
import { laneStyle, type LaneView } from './lane-view.js'
import { axis, baseOption, showNumber, type ChartOption, type Stage } from './option.js'
import type { ChartSpec } from './spec.js'

const TOP = 30
const GAP = 24
const LEFT = 56

/** An axis from `min` to `max`, in whole intervals. */
interface Scale {
  readonly min: number
  readonly max: number
  readonly interval: number
}

/** A scale that holds both ends, in about as many intervals, of 1, 2 or 5 times a power of ten. */
function scaleOf(least: number, most: number, intervals: number): Scale {
  const rough = (most - least || 1) / intervals
  const power = 10 ** Math.floor(Math.log10(rough))
  const interval = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10)
  return { min: Math.floor(least / interval) * interval, max: Math.ceil(most / interval) * interval, interval }
}

/** The scales that hold all bands of a layer, so that they can be compared. */
function sharedScales(layer: string, views: readonly LaneView[]): { readonly x: Scale; readonly y: Scale } {
  let [least, most, last] = [Infinity, -Infinity, 1]
  for (const { series } of views) {
    const points = series.inputs.get(layer)
    for (let index = 0; index < (points?.count ?? 0); index++) {
      least = Math.min(least, points!.value('low', index))
      most = Math.max(most, points!.value('high', index))
      last = Math.max(last, points!.x(index))
    }
  }
  return { x: scaleOf(0, last, 4), y: least > most ? scaleOf(-1, 1, 4) : scaleOf(least, most, 4) }
}

/** The paper's Figure 1 for one layer: quantiles of what goes into it, one small chart a lane, one scale. */
export function bandsSpec(layer: string, views: readonly LaneView[]): ChartSpec {
  return {
    id: `inputs-${layer.replaceAll('/', '-')}`,
    title: `What flows into ${layer}`,
    description: 'The 15, 50 and 85 % quantiles over the steps. A band that drifts is what the paper set out against.',
    height: () => 230,
    legend: ({ palette }) => views.map(({ lane }) => laneStyle(lane, palette)),
    option: (stage) => bandsOption(layer, views, stage),
    table: () => ({
      columns: ['Lane', '15 %', '50 %', '85 %'],
      rows: views.map(({ lane, series }) => {
        const points = series.inputs.get(layer)
        const last = (column: 'low' | 'median' | 'high'): string =>
          points === undefined || points.count === 0 ? '–' : showNumber(points.value(column, -1))
        return [laneName(lane), last('low'), last('median'), last('high')]
      }),
    }),
  }
}

function bandsOption(layer: string, views: readonly LaneView[], stage: Stage): ChartOption {
  const { palette, width, alone } = stage
  const scales = sharedScales(layer, views)
  const top = alone ? TOP + 62 : TOP
  const each = (width - LEFT - 14 - GAP * (views.length - 1)) / views.length
  const left = (index: number): number => LEFT + index * (each + GAP)
  return {
    ...baseOption(stage),
    tooltip: { show: false },
    title: views.map(({ lane }, index) => ({
      text: lane.settings.normalization === 'none' ? 'without' : `with ${lane.settings.normalization} norm`,
      left: left(index),
      top: top - 26,
      textStyle: { fontSize: 12, fontWeight: 'normal', color: palette.text },
    })),
    grid: views.map((_, index) => ({ left: left(index), width: each, top, bottom: 44 })),
    xAxis: views.map((_, index) => ({
      type: 'value' as const,
      gridIndex: index,
      ...scales.x,
      ...axis(palette, 'step'),
      axisLabel: { ...axis(palette, '').axisLabel, alignMinLabel: 'left' as const, alignMaxLabel: 'right' as const },
      nameGap: 26,
      splitLine: { show: false },
    })),
    yAxis: views.map((_, index) => ({
      type: 'value' as const,
      gridIndex: index,
      ...scales.y,
      ...axis(palette, index === 0 ? 'input' : ''),
      nameGap: 36,
      axisLabel: { show: index === 0, color: palette.muted, fontSize: 11, formatter: showNumber },
    })),
    series: views.flatMap((view, index) => band(layer, view, index, stage)),
  }
}

/** The lower end as an unseen line, the rest stacked upon it as an area, and the median over both. */
function band(layer: string, { lane, series }: LaneView, index: number, { palette }: Stage): LineSeriesOption[] {
  const points = series.inputs.get(layer)
  const { color, dashed } = laneStyle(lane, palette)
  const low = points?.pairs('low') ?? []
  const high = points?.pairs('high') ?? []
  const shared = {
    type: 'line' as const,
    xAxisIndex: index,
    yAxisIndex: index,
    showSymbol: false,
    silent: true,
    emphasis: { disabled: true },
  }
  const edge = { color, width: 1, opacity: 0.6 }
  return [
    { ...shared, id: `${lane.id} low`, stack: lane.id, stackStrategy: 'all', data: low, lineStyle: edge },
    {
      ...shared,
      id: `${lane.id} high`,
      stack: lane.id,
      stackStrategy: 'all',
      data: high.map(([x, value], position) => [x, value - low[position][1]]),
      lineStyle: edge,
      areaStyle: { color, opacity: 0.22 },
    },
    {
      ...shared,
      id: `${lane.id} median`,
      name: laneName(lane),
      color,
      data: points?.pairs('median') ?? [],
      lineStyle: { color, width: 2, type: dashed ? [5, 4] : 'solid' },
    },
  ]
}
