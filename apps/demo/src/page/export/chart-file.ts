import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { PALETTES } from '../charts/palette.js'
import type { ChartOption } from '../charts/option.js'
import type { ChartSpec } from '../charts/spec.js'
import { download } from './download.js'

const WIDTH = 960
/** Room above the plot for title and legend. */
const HEAD = 62
const PNG_SCALE = 2

/** The chart as it stands alone: on white, with title and legend. */
function aloneOption(spec: ChartSpec): ChartOption {
  const stage = { palette: PALETTES.light, width: WIDTH, alone: true }
  const { text, muted, surface } = stage.palette
  const option = spec.option(stage)
  const entries = spec.legend(stage)
  const titles = [option.title ?? []].flat()
  const legend = entries.map(({ name, color, dashed }) => ({
    name,
    icon: 'roundRect',
    itemStyle: { color: dashed ? `${color}44` : color, borderColor: color, borderWidth: 1.5 },
  }))
  return {
    ...option,
    backgroundColor: surface,
    title: [{ text: spec.title, left: 16, top: 12, textStyle: { color: text, fontSize: 17 } }, ...titles],
    legend: { show: entries.length > 0, data: legend, left: 12, top: 42, textStyle: { color: muted } },
  }
}

/** Saves a chart as vectors. */
export function downloadSvg(spec: ChartSpec): void {
  use(SVGRenderer)
  const height = spec.height(WIDTH) + HEAD
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  chart.setOption(aloneOption(spec))
  download(`${spec.id}.svg`, chart.renderToSVGString(), 'image/svg+xml')
  chart.dispose()
}

/** Saves a chart as pixels, twice as many as it has points. */
export async function downloadPng(spec: ChartSpec): Promise<void> {
  const element = document.createElement('div')
  const size = { width: WIDTH, height: spec.height(WIDTH) + HEAD }
  const chart = init(element, null, { renderer: 'canvas', devicePixelRatio: PNG_SCALE, ...size })
  chart.setOption(aloneOption(spec))
  chart.getZr().flush()
  const canvas = chart.renderToCanvas({ pixelRatio: PNG_SCALE, backgroundColor: PALETTES.light.surface })
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob !== null) download(`${spec.id}.png`, blob, 'image/png')
  chart.dispose()
}
