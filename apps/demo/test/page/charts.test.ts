import { describe, expect, test } from 'vitest'
import { bandsSpec } from '../../src/page/charts/bands.js'
import { curveSpec } from '../../src/page/charts/curves.js'
import { FrameClock } from '../../src/page/charts/frame-clock.js'
import { laneBarsSpec, SPEED } from '../../src/page/charts/lane-bars.js'
import type { LaneView } from '../../src/page/charts/lane-view.js'
import { PALETTES, type Palette } from '../../src/page/charts/palette.js'
import { newLane } from '../../src/page/state/lane.js'
import { emptySeries, recordEvent } from '../../src/page/state/series.js'
import { DEFAULT_SETTINGS } from '../../src/settings/settings.js'
import { fakeInspection, fakeProgress } from './fake-run.js'

function view(plain: boolean): LaneView {
  const lane = newLane('cpu', DEFAULT_SETTINGS, plain, false)
  const series = emptySeries()
  for (let step = 10; step <= 100; step += 10) {
    recordEvent(series, fakeProgress(step, 'cpu', lane.settings))
    recordEvent(series, fakeInspection(step, lane.settings))
  }
  return { lane, series }
}

const views = [view(false), view(true)]
const stage = { palette: PALETTES.light, width: 800, alone: false }

describe('charts', () => {
  test('the line without normalization is dashed, in the color of its device', () => {
    const [withIt, without] = curveSpec('loss', views).legend(stage)
    expect([withIt.dashed, without.dashed]).toEqual([false, true])
    expect(without.color).toBe(withIt.color)
  })

  test('the bands of all lanes share one scale that holds them all', () => {
    const { yAxis } = bandsSpec('dense', views).option(stage) as { yAxis: { min: number; max: number }[] }
    expect(yAxis[1]).toMatchObject({ min: yAxis[0].min, max: yAxis[0].max })
    for (const { series } of views) {
      const points = series.inputs.get('dense')!
      expect(Math.min(...points.pairs('low').map(([, y]) => y))).toBeGreaterThanOrEqual(yAxis[0].min)
      expect(Math.max(...points.pairs('high').map(([, y]) => y))).toBeLessThanOrEqual(yAxis[0].max)
    }
  })

  test('the table holds the last values', () => {
    const { rows } = curveSpec('accuracy', views).table()
    expect(rows[0][2]).toBe(`${(100 * views[0].series.training.value('accuracy', -1)).toFixed(1)} %`)
    expect(laneBarsSpec(SPEED, views).table().rows).toHaveLength(2)
  })
})

/** Relative luminance and contrast of WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (color: string): number => {
    const [red, green, blue] = [1, 3, 5]
      .map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(Object.entries(PALETTES))('the %s palette', (_, palette: Palette) => {
  test('text stands off 4.5:1, lines and bars 3:1', () => {
    expect(contrast(palette.text, palette.surface)).toBeGreaterThan(4.5)
    expect(contrast(palette.muted, palette.surface)).toBeGreaterThan(4.5)
    for (const color of Object.values(palette.lanes)) expect(contrast(color, palette.surface)).toBeGreaterThan(3)
  })
})

describe('the clock of the charts', () => {
  function manual(): { clock: FrameClock; frame: (nowMs: number) => void; waiting: () => boolean } {
    let next: ((nowMs: number) => void) | null = null
    const clock = new FrameClock({ request: (callback) => (next = callback) })
    const frame = (nowMs: number): void => {
      const callback = next
      next = null
      callback?.(nowMs)
    }
    return { clock, frame, waiting: () => next !== null }
  }

  test('draws one chart a frame, each at most five times a second', () => {
    const { clock, frame } = manual()
    const drawn: string[] = []
    clock.add(() => drawn.push('loss'))
    clock.add(() => drawn.push('accuracy'))
    for (let nowMs = 0; nowMs < 1000; nowMs += 16) {
      clock.invalidate()
      const before = drawn.length
      frame(nowMs)
      expect(drawn.length - before).toBeLessThanOrEqual(1)
    }
    expect(drawn.filter((name) => name === 'loss')).toHaveLength(5)
    expect(drawn.filter((name) => name === 'accuracy')).toHaveLength(5)
  })

  test('rests while nothing changes', () => {
    const { clock, frame, waiting } = manual()
    clock.add(() => {})
    frame(0)
    expect(waiting()).toBe(false)
    clock.invalidate()
    expect(waiting()).toBe(true)
  })
})
