import type { LineSeriesOption, ScatterSeriesOption } from 'echarts/charts'
import { SHORT_DEVICE_NAMES } from '../settings/names.js'
import { laneName } from '../state/lane-names.js'
import { laneStyle, type LaneView } from './lane-view.js'
import { axis, baseOption, showNumber, showPercent, type Stage } from './option.js'
import type { ChartSpec } from './spec.js'

type Quantity = 'loss' | 'accuracy'

const TEXTS = {
  loss: {
    title: 'Loss',
    axis: 'cross-entropy',
    description: 'Cross-entropy; lower is better. Lines are training, marks are validation.',
    show: showNumber,
  },
  accuracy: {
    title: 'Accuracy',
    axis: 'share of images that are right',
    description: 'Share of images that are right. Lines are training, marks are validation.',
    show: showPercent,
  },
} as const

/** Loss or accuracy of every lane over the steps: training as a line, validation as marks. */
export function curveSpec(quantity: Quantity, views: readonly LaneView[]): ChartSpec {
  const { title, axis: axisName, description, show } = TEXTS[quantity]
  return {
    id: quantity,
    title,
    description,
    height: () => 300,
    legend: ({ palette }) => views.map(({ lane }) => laneStyle(lane, palette)),
    option: (stage) => ({
      ...baseOption(stage),
      grid: { left: 62, right: 18, top: stage.alone ? 76 : 14, bottom: 46 },
      xAxis: { type: 'value', min: 0, ...axis(stage.palette, 'step'), nameGap: 28, splitLine: { show: false } },
      yAxis: {
        type: 'value',
        scale: true,
        ...axis(stage.palette, axisName),
        nameGap: 44,
        axisLabel: {
          color: stage.palette.muted,
          fontSize: 11,
          formatter: (value: number) => (quantity === 'loss' ? showNumber(value) : `${Math.round(100 * value)} %`),
        },
      },
      tooltip: {
        ...baseOption(stage).tooltip,
        valueFormatter: (value) => (typeof value === 'number' ? show(value) : '–'),
      },
      series: views.flatMap((view, index) => [
        trainingLine(quantity, view, stage, widthOf(view, views.slice(index + 1))),
        validationMarks(quantity, view, stage),
      ]),
    }),
    table: () => ({
      columns: ['Lane', 'Step', `${title}, training`, `${title}, validation`],
      rows: views.map(({ lane, series: { training, validation } }) => [
        laneName(lane),
        String(lane.step),
        training.count === 0 ? '–' : show(training.value(quantity, -1)),
        validation.count === 0 ? '–' : show(validation.value(quantity, -1)),
      ]),
    }),
  }
}

/** Devices that compute alike have one curve: those that are drawn before others of their kind are seen behind them. */
function widthOf({ lane }: LaneView, later: readonly LaneView[]): number {
  return 2 + 2.5 * later.filter((other) => other.lane.plain === lane.plain).length
}

function trainingLine(
  quantity: Quantity,
  { lane, series }: LaneView,
  { palette }: Stage,
  width: number,
): LineSeriesOption {
  const { name, color, dashed } = laneStyle(lane, palette)
  return {
    type: 'line',
    id: `${lane.id} training`,
    name,
    data: series.training.pairs(quantity),
    color,
    showSymbol: series.training.count < 2,
    symbolSize: 4,
    lineStyle: { width, type: dashed ? [5, 4] : 'solid' },
    emphasis: { disabled: true },
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color, type: 'dotted', width: 1.5 },
      label: { color: palette.text, fontSize: 11, formatter: '{b}', position: 'insideEndBottom' },
      data: lane.moves.map(({ step, to }) => ({ name: `on to ${SHORT_DEVICE_NAMES[to]}`, xAxis: step })),
    },
  }
}

function validationMarks(quantity: Quantity, { lane, series }: LaneView, { palette }: Stage): ScatterSeriesOption {
  const { name, color, dashed } = laneStyle(lane, palette)
  return {
    type: 'scatter',
    id: `${lane.id} validation`,
    name: `${name}, validation`,
    data: series.validation.pairs(quantity),
    symbol: dashed ? 'diamond' : 'circle',
    symbolSize: dashed ? 10 : 8,
    itemStyle: { color, borderColor: palette.surface, borderWidth: 1.5 },
    emphasis: { disabled: true },
  }
}
