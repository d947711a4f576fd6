import type { ChartOption, Stage } from './option.js'

/** The values of a chart as text. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface LegendEntry {
  readonly name: string
  readonly color: string
  readonly dashed: boolean
}

/** A chart, described: what it shows and how it is drawn, whatever it is drawn on. */
export interface ChartSpec {
  /** Name of its files. */
  readonly id: string
  readonly title: string
  /** One sentence on what there is to see. */
  readonly description: string
  /** In pixels; may follow from the width. */
  readonly height: (width: number) => number
  readonly legend: (stage: Stage) => readonly LegendEntry[]
  readonly option: (stage: Stage) => ChartOption
  /** The last values. */
  readonly table: () => ChartTable
}
