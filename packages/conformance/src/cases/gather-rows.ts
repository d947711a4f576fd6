import type { HostArray } from '@evenkeel/core/backend'
import { blank, blankInt, ints } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { EXTREMES } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

function gathered(table: HostArray, rows: HostArray, rowLength: number): HostArguments<'gatherRows'> {
  const length = rows.length * rowLength
  return { table, rows, out: table instanceof Int32Array ? blankInt(length) : blank(length), rowLength }
}

const table = seeded(41).normal(35)

export const gatherRows: KernelSuite = kernelSuite({
  kernel: 'gatherRows',
  sample: () => gathered(seeded(1).normal(500 * 67), seeded(2).integers(301, 0, 499), 67),
  empty: [() => gathered(table, ints(), 5), () => gathered(blank(0), ints(), 5)],
  checks: [
    { name: 'in another order', arguments: () => gathered(table, ints(6, 0, 3, 1), 5) },
    { name: 'repeated', arguments: () => gathered(table, ints(2, 2, 6, 2, 0, 0), 5) },
    { name: 'of one element', arguments: () => gathered(table, ints(34, 0, 17, 17), 1) },
    { name: 'of the whole table', arguments: () => gathered(table, ints(0), 35) },
    { name: 'of four elements', arguments: () => gathered(table.slice(0, 32), ints(7, 3, 0), 4) },
    { name: 'of integers', arguments: () => gathered(ints(1, 2, 3, 4, 5, 6), ints(2, 0, 2), 2) },
    {
      name: 'non-finite values, and zeros with their sign',
      law: 9,
      arguments: () => gathered(Float32Array.from(EXTREMES), ints(2, 0, 1), 4),
    },
  ],
  fuzz: (draw) => {
    const rowLength = draw.positiveSize(257)
    const tableRows = draw.positiveSize(65)
    const values = draw.coin() ? draw.normal(tableRows * rowLength) : draw.integers(tableRows * rowLength, -1000, 1000)
    return gathered(values, draw.integers(draw.size(131), 0, tableRows - 1), rowLength)
  },
  timed: [
    {
      name: '128 rows of 784',
      arguments: () => gathered(new Float32Array(4096 * 784), seeded(3).integers(128, 0, 4095), 784),
      work: 8 * 128 * 784,
      unit: 'GB/s',
    },
  ],
})
