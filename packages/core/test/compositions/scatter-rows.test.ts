import { beforeAll, describe, expect, test } from 'vitest'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { normals } from './support/numbers.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

function scatterRows(x: readonly number[], rows: readonly number[], into: readonly number[], rowLength: number) {
  const table = lab.floats(into)
  lab.run('scatterRows', { x: lab.floats(x), rows: lab.integers(rows), into: table, rowLength })
  return lab.values(table)
}

describe('scatterRows', () => {
  test('adds each row of x to the row of the table that is named for it', () => {
    const [tableRows, rowLength] = [5, 3]
    const rows = [4, 0, 4, 2, 4]
    const x = normals(rows.length * rowLength, 1)
    const into = normals(tableRows * rowLength, 2)
    const expected = [...into]
    rows.forEach((row, r) => {
      for (let j = 0; j < rowLength; j++) expected[row * rowLength + j] += x[r * rowLength + j]
    })
    expectClose(scatterRows(x, rows, into, rowLength), expected)
  })

  test('leaves rows that are not named as they were', () => {
    expect(scatterRows([1, 2], [1], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 2).map(Math.fround)).toEqual(
      [0.1, 0.2, 1.3, 2.4, 0.5, 0.6].map(Math.fround),
    )
  })

  test('serves tables of one row and rows of one element', () => {
    expect(scatterRows([1, 2, 3], [0, 0, 0], [10], 1)).toEqual([16])
  })

  test('of nothing changes nothing', () => {
    expect(scatterRows([], [], [1, 2], 2)).toEqual([1, 2])
    expect(scatterRows([], [0, 1], [], 0)).toEqual([])
  })

  test('is the adjoint of gatherRows', () => {
    const rows = [3, 1, 1, 0]
    const table = normals(4 * 2, 3)
    const dy = normals(rows.length * 2, 4)
    const gathered = lab.empty(rows.length * 2)
    const at = lab.integers(rows)
    lab.backend.kernels.gatherRows({ table: lab.floats(table), rows: at, out: gathered, rowLength: 2 })
    const scattered = scatterRows(
      dy,
      rows,
      table.map(() => 0),
      2,
    )
    const inner = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i], 0)
    expectClose([inner(table, scattered)], [inner(lab.values(gathered), dy)])
  })
})
