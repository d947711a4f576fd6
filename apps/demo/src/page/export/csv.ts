import { deviceAt, type Lane } from '../state/lane.js'
import { laneName } from '../state/lane-names.js'
import type { LaneSeries } from '../state/series.js'

/** A lane with its curves. */
export interface LaneRecord {
  readonly lane: Lane
  readonly series: LaneSeries
}

const COLUMNS = [
  'lane',
  'device',
  'normalization',
  'part',
  'step',
  'epoch',
  'loss',
  'accuracy',
  'images_per_second',
  'training_ms',
] as const

type Cell = string | number

/** A field by RFC 4180: in quotes where it has a comma, a quote or a line break. */
function field(cell: Cell): string {
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function rows({ lane, series: { training, validation } }: LaneRecord): Cell[][] {
  const head = (part: string, step: number): Cell[] => {
    return [laneName(lane), deviceAt(lane, step), lane.settings.normalization, part, step]
  }
  const trained = Array.from({ length: training.count }, (_, index) => [
    ...head('training', training.x(index)),
    ...(['epoch', 'loss', 'accuracy', 'imagesPerSecond', 'trainingMs'] as const).map((name) =>
      training.value(name, index),
    ),
  ])
  const validated = Array.from({ length: validation.count }, (_, index) => [
    ...head('validation', validation.x(index)),
    ...(['epoch', 'loss', 'accuracy'] as const).map((name) => validation.value(name, index)),
    '',
    '',
  ])
  return [...trained, ...validated]
}

/** All points of all lanes, one a line (RFC 4180); epochs count from 0. */
export function resultsCsv(records: readonly LaneRecord[]): string {
  const lines = [COLUMNS, ...records.flatMap(rows)].map((cells) => cells.map(field).join(','))
  return `${lines.join('\r\n')}\r\n`
}
