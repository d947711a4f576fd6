import type { NormalizationFacts } from '../../protocol/events.js'
import type { Lane } from '../state/lane.js'
import { laneStyle } from './lane-view.js'
import { axis, baseOption, showNumber, type ChartOption, type Stage } from './option.js'
import type { ChartSpec } from './spec.js'

const VECTORS = [
  { key: 'gamma', name: 'γ (scale)' },
  { key: 'beta', name: 'β (shift)' },
  { key: 'movingMean', name: 'running mean' },
  { key: 'movingVariance', name: 'running variance' },
] as const

const ROW_HEIGHT = 170
const COLUMN_GAP = 52

type Known = { readonly name: string; readonly values: Float32Array }

function known(facts: NormalizationFacts): Known[] {
  return VECTORS.flatMap(({ key, name }) => {
    const values = facts[key]
    return values === null ? [] : [{ name, values }]
  })
}

function columnsAt(width: number): number {
  return width < 560 ? 1 : 2
}

function rowsAt(width: number, facts: NormalizationFacts): number {
  return Math.ceil(known(facts).length / columnsAt(width))
}

/** γ, β and the running statistics of one layer, a bar for each channel. */
export function channelsSpec(lane: Lane, facts: NormalizationFacts): ChartSpec {
  return {
    id: `channels-${facts.layer.replaceAll('/', '-')}`,
    title: `Channels of ${facts.layer}`,
    description: 'What the layer has learned (γ, β) and gathered (running mean and variance), a bar for each channel.',
    height: (width) => ROW_HEIGHT * rowsAt(width, facts),
    legend: () => [],
    option: (stage) => channelsOption(facts, stage, laneStyle(lane, stage.palette).color),
    table: () => ({
      columns: ['Channel', ...known(facts).map(({ name }) => name)],
      rows: Array.from({ length: known(facts)[0]?.values.length ?? 0 }, (_, channel) => [
        String(channel),
        ...known(facts).map(({ values }) => showNumber(values[channel])),
      ]),
    }),
  }
}

function channelsOption(facts: NormalizationFacts, stage: Stage, color: string): ChartOption {
  const { palette, width, alone } = stage
  const vectors = known(facts)
  const columns = columnsAt(width)
  const each = (width - COLUMN_GAP * columns - 12) / columns
  const left = (index: number): number => COLUMN_GAP + (index % columns) * (each + COLUMN_GAP)
  const top = (index: number): number => (alone ? 66 : 0) + Math.floor(index / columns) * ROW_HEIGHT
  return {
    ...baseOption(stage),
    title: vectors.map(({ name }, index) => ({
      text: name,
      left: left(index) - 4,
      top: top(index) + 2,
      textStyle: { fontSize: 12, fontWeight: 'normal', color: palette.text },
    })),
    grid: vectors.map((_, index) => ({
      left: left(index),
      width: each,
      top: top(index) + 28,
      height: ROW_HEIGHT - 74,
    })),
    xAxis: vectors.map(({ values }, index) => ({
      type: 'category' as const,
      gridIndex: index,
      data: Array.from(values, (_, channel) => String(channel)),
      ...axis(palette, 'channel'),
      nameGap: 24,
      splitLine: { show: false },
      axisLine: { onZero: false, lineStyle: { color: palette.line } },
    })),
    yAxis: vectors.map((_, index) => ({
      type: 'value' as const,
      gridIndex: index,
      splitNumber: 3,
      ...axis(palette, ''),
      axisLabel: { color: palette.muted, fontSize: 11, formatter: showNumber },
    })),
    tooltip: {
      ...baseOption(stage).tooltip,
      valueFormatter: (value) => (typeof value === 'number' ? showNumber(value) : '–'),
    },
    series: vectors.map(({ name, values }, index) => ({
      type: 'bar' as const,
      id: name,
      name,
      xAxisIndex: index,
      yAxisIndex: index,
      data: Array.from(values),
      itemStyle: { color },
      barCategoryGap: '25%',
      emphasis: { disabled: true },
    })),
  }
}
