import type { Layer } from '../layers/index.js'
import { showShape, sizeOf } from '../tensor/index.js'

/** One layer of a {@link Summary}. */
export interface SummaryRow {
  readonly name: string
  readonly kind: string
  /** Shape of one output sample. */
  readonly outputShape: readonly number[]
  readonly parameters: number
  /** Whether the parameters learn; a layer of layers counts as learning when one of them does. */
  readonly trainable: boolean
  /** The mode that a normalization layer was set to, or null where there is none or it follows the call. */
  readonly mode: string | null
}

/** What a model consists of; `String(summary)` is a table. */
export interface Summary {
  readonly rows: readonly SummaryRow[]
  /** Numbers that learn. */
  readonly trainableParameters: number
  /** Numbers that do not: frozen parameters and running statistics. */
  readonly otherParameters: number
  toString(): string
}

/** A summary of a built model, a row for each layer that has none inside. */
export function summarize(model: Layer, inputShape: readonly number[]): Summary {
  const rows: SummaryRow[] = []
  let shape = inputShape
  for (const layer of model.sublayers.length > 0 ? model.sublayers : [model]) {
    shape = layer.outputShape(shape)
    rows.push({
      name: layer.name,
      kind: layer.kind,
      outputShape: shape,
      parameters: count([...layer.parameters, ...layer.states]),
      trainable: layer.parameters.length === 0 || layer.parameters.some((parameter) => parameter.trainable),
      mode: modeOf(layer),
    })
  }
  const learning = model.parameters.filter((parameter) => parameter.trainable)
  const trainableParameters = count(learning)
  const otherParameters = count([...model.parameters, ...model.states]) - trainableParameters
  return {
    rows,
    trainableParameters,
    otherParameters,
    toString: () => table(rows, trainableParameters, otherParameters),
  }
}

function modeOf(layer: Layer): string | null {
  return 'mode' in layer && typeof layer.mode === 'string' ? layer.mode : null
}

function count(variables: readonly { readonly shape: readonly number[] }[]): number {
  return variables.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
}

function table(rows: readonly SummaryRow[], trainable: number, other: number): string {
  const cells = rows.map((row) => [
    `${row.name} (${row.kind})`,
    showShape([null, ...row.outputShape]),
    String(row.parameters),
    [...(row.trainable ? [] : ['does not learn']), ...(row.mode === null ? [] : [`mode ${row.mode}`])].join(', '),
  ])
  const all = [['Layer', 'Output', 'Parameters', ''], ...cells]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column].length)))
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
  return [...lines, '', `${trainable} parameters learn, ${other} do not.`].join('\n')
}
