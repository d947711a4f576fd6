import Table from 'cli-table3'
import type { Colors } from './colors.js'

/** One column: its head, and how its cells are aligned (default left). */
export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
}

const NO_FRAME = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** Rows under bold heads, without a frame, so that the text can be cut and pasted. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[], colors: Colors): string {
  const table = new Table({
    head: columns.map(({ head }) => colors.bold(head)),
    colAligns: columns.map(({ align = 'left' }) => align),
    chars: NO_FRAME,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => [...row]))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
