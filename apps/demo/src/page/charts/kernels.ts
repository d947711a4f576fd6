import type { RunEvent } from '../../protocol/events.js'
import type { Lane } from '../state/lane.js'
import { laneStyle } from './lane-view.js'
import { axis, baseOption, showNumber } from './option.js'
import type { ChartSpec } from './spec.js'

type Profile = Extract<RunEvent, { type: 'profile' }>

const MOST_BARS = 12

const HANDED_OVER = 'These are the times of handing the work over; the device does it while the thread goes on.'

/** Where the time of a step goes: the kernels that take most of it. */
export function kernelsSpec(lane: Lane, { kernels, steps, asynchronous = false }: Profile): ChartSpec {
  const sorted = kernels.toSorted((a, b) => b.totalMs - a.totalMs)
  const shown = sorted.slice(0, MOST_BARS)
  return {
    id: `kernels-${lane.id}`,
    title: 'Time of each kernel',
    description: `Measured over ${steps} steps of training. ${asynchronous ? HANDED_OVER : ''}`.trimEnd(),
    height: () => 58 + 26 * Math.max(1, shown.length),
    legend: () => [],
    option: (stage) => ({
      ...baseOption(stage),
      tooltip: { show: false },
      grid: { left: 128, right: 64, top: stage.alone ? 66 : 4, bottom: 44 },
      xAxis: { type: 'value', splitNumber: 4, ...axis(stage.palette, 'ms for each step'), nameGap: 26 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ kernel }) => kernel),
        axisLabel: { color: stage.palette.text, fontSize: 11, width: 118, overflow: 'truncate' },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: stage.palette.line } },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 16,
          data: shown.map(({ totalMs }) => totalMs / steps),
          itemStyle: { color: laneStyle(lane, stage.palette).color },
          label: {
            show: true,
            position: 'right',
            color: stage.palette.text,
            fontSize: 11,
            formatter: ({ value }) => (typeof value === 'number' ? showNumber(value) : '–'),
          },
          emphasis: { disabled: true },
        },
      ],
    }),
    table: () => ({
      columns: ['Kernel', 'Calls', 'ms in all', 'ms for each step'],
      rows: sorted.map(({ kernel, calls, totalMs }) => [
        kernel,
        String(calls),
        showNumber(totalMs),
        showNumber(totalMs / steps),
      ]),
    }),
  }
}
