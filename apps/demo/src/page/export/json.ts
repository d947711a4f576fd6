import type { DemoSettings } from '../../settings/settings.js'
import { laneName } from '../state/lane-names.js'
import type { Points } from '../state/points.js'
import type { LaneRecord } from './csv.js'

function columns<Column extends string>(points: Points<Column>): Record<string, number[]> {
  const indices = Array.from({ length: points.count }, (_, index) => index)
  return {
    step: indices.map((index) => points.x(index)),
    ...Object.fromEntries(
      points.columns.map((column) => [column, indices.map((index) => points.value(column, index))]),
    ),
  }
}

/** Settings and all points, by columns; epochs count from 0. */
export function resultsJson(settings: DemoSettings, records: readonly LaneRecord[]): string {
  const lanes = records.map(({ lane, series }) => ({
    name: laneName(lane),
    device: lane.ready?.device ?? { device: lane.device },
    settings: lane.settings,
    parameters: lane.ready?.parameters ?? null,
    state: lane.phase,
    step: lane.step,
    moves: lane.moves,
    training: columns(series.training),
    validation: columns(series.validation),
    inputs: Object.fromEntries([...series.inputs].map(([layer, points]) => [layer, columns(points)])),
  }))
  return `${JSON.stringify({ settings, lanes }, null, 2)}\n`
}
