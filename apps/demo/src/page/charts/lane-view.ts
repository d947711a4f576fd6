import { laneName } from '../state/lane-names.js'
import type { Lane } from '../state/lane.js'
import type { LaneSeries } from '../state/series.js'
import type { Palette } from './palette.js'

/** A lane as charts draw it. */
export interface LaneView {
  readonly lane: Lane
  readonly series: LaneSeries
}

export interface LaneStyle {
  readonly name: string
  readonly color: string
  readonly dashed: boolean
}

/** Its color is the device's on which it began; a dashed line says 'without normalization'. */
export function laneStyle(lane: Lane, palette: Palette): LaneStyle {
  const dashed = lane.settings.normalization === 'none'
  return { name: laneName(lane), color: palette.lanes[lane.origin], dashed }
}
