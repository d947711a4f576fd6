import { useComputedColorScheme } from '@mantine/core'
import type { EChartsType } from 'echarts/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useShared } from '../components/session-context.js'
import { openChart } from './engine.js'
import type { FrameClock } from './frame-clock.js'
import { PALETTES } from './palette.js'
import type { ChartSpec } from './spec.js'

interface CanvasChartProps {
  readonly spec: ChartSpec
  /** What changes when the curves do not, but the chart does. */
  readonly label: string
}

/** A chart on a canvas. It is drawn by the clock, outside of React, and only while it is in view. */
export function CanvasChart({ spec, label }: CanvasChartProps): ReactNode {
  const { clock } = useShared()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const element = useRef<HTMLDivElement>(null)
  const latest = useRef({ spec, scheme })
  const [width, setWidth] = useState(0)
  useEffect(() => {
    latest.current = { spec, scheme }
    clock.invalidate()
  }, [clock, spec, scheme])
  useEffect(() => {
    if (element.current === null) return undefined
    return attach(element.current, clock, setWidth, (chart, ownWidth) => {
      const { spec, scheme } = latest.current
      const stage = { palette: PALETTES[scheme], width: ownWidth, alone: false }
      chart.setOption(spec.option(stage), { replaceMerge: ['series', 'grid', 'xAxis', 'yAxis', 'title'] })
    })
  }, [clock])
  // Out of view it keeps the size of its last drawing, which may be wider than its place by now.
  const style = { height: spec.height(width), minWidth: 0, overflow: 'hidden' }
  return <div ref={element} role="img" aria-label={label} style={style} />
}

/** Opens a chart when its element has a size, follows that size, and draws while the element is in view. */
function attach(
  element: HTMLElement,
  clock: FrameClock,
  onWidth: (width: number) => void,
  draw: (chart: EChartsType, width: number) => void,
): () => void {
  let chart: EChartsType | null = null
  let visible = false
  const remove = clock.add(() => {
    const { clientWidth, clientHeight } = element
    if (!visible || clientWidth === 0 || clientHeight === 0) return
    chart ??= openChart(element)
    if (chart.getWidth() !== clientWidth || chart.getHeight() !== clientHeight) chart.resize()
    draw(chart, clientWidth)
  })
  const sizes = new ResizeObserver(() => {
    onWidth(element.clientWidth)
    clock.invalidate()
  })
  const views = new IntersectionObserver(([entry]) => {
    visible = entry.isIntersecting
    clock.invalidate()
  })
  sizes.observe(element)
  views.observe(element)
  return () => {
    remove()
    sizes.disconnect()
    views.disconnect()
    chart?.dispose()
  }
}
