import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts'
import type {
  AriaComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TitleComponentOption,
  TooltipComponentOption,
} from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { Palette } from './palette.js'

/** What a chart of this page is made of. */
export type ChartOption = ComposeOption<
  | AriaComponentOption
  | BarSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | LineSeriesOption
  | MarkLineComponentOption
  | ScatterSeriesOption
  | TitleComponentOption
  | TooltipComponentOption
>

/** Where a chart is drawn. */
export interface Stage {
  readonly palette: Palette
  readonly width: number
  /** Whether it is a file of its own, which carries title and legend itself. */
  readonly alone: boolean
}

/** Without quotation marks, which would end an attribute in SVG. */
const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, sans-serif'

/** What all charts have in common: no animation, one font, quiet colors. */
export function baseOption({ palette }: Stage): ChartOption {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT, color: palette.muted },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: palette.surface,
      borderColor: palette.line,
      textStyle: { color: palette.text, fontSize: 12 },
    },
  }
}

/** An axis with its name in the middle, quiet lines and legible numbers. */
export function axis(
  palette: Palette,
  name: string,
): {
  name: string
  nameLocation: 'middle'
  nameTextStyle: { color: string; fontSize: number }
  axisLabel: { color: string; fontSize: number; hideOverlap: boolean }
  axisLine: { lineStyle: { color: string } }
  axisTick: { show: boolean }
  splitLine: { lineStyle: { color: string } }
} {
  return {
    name,
    nameLocation: 'middle',
    nameTextStyle: { color: palette.muted, fontSize: 12 },
    axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true },
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.line } },
  }
}

/** A number of a chart: three digits, thousands apart. */
export function showNumber(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size < 1e-3 || size >= 1e9) return value.toExponential(1)
  return value.toLocaleString('en', { maximumSignificantDigits: size >= 1000 ? 4 : 3 })
}

export function showPercent(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '–'
}

export function showBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1e6) return `${showNumber(bytes / 1e3)} kB`
  return `${showNumber(bytes / 1e6)} MB`
}
