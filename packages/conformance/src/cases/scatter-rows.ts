import { blank, ints } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { perform } from '../call/perform.js'
import type { Case } from '../case.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { demand } from '../non-conformance.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

function scattered(rows: Int32Array, tableRows: number, rowLength: number, draw: Seeded): HostArguments<'scatterRows'> {
  return { x: draw.normal(rows.length * rowLength), rows, into: draw.normal(tableRows * rowLength), rowLength }
}

/** A NaN reaches its element; within its column it may spread (a one-hot product multiplies it by 0), not beyond. */
const nanColumn: Case = {
  name: 'NaN in its own column',
  kernel: 'scatterRows',
  mode: 'laws',
  subjects: () => ['law 9'],
  run: async (implementation) => {
    const args = scattered(ints(2, 0, 2), 4, 3, seeded(245))
    const x = planted(args.x as Float32Array, { 1: NaN })
    const { into } = await perform(implementation, 'scatterRows', { ...args, x })
    const subject = `scatterRows (${implementation.source})`
    demand(Number.isNaN(into[2 * 3 + 1]), subject, `a NaN was added to into[7], which is ${into[7]}`)
    const astray = into.findIndex((value, i) => Number.isNaN(value) && i % 3 !== 1)
    demand(astray < 0, subject, `a NaN of column 1 is in into[${astray}], column ${astray % 3}`)
  },
}

export const scatterRows: KernelSuite = kernelSuite({
  kernel: 'scatterRows',
  sample: () => scattered(seeded(1).integers(301, 0, 99), 100, 67, seeded(2)),
  empty: [
    () => scattered(ints(), 4, 5, seeded(3)),
    () => ({ x: blank(0), rows: ints(), into: blank(0), rowLength: 5 }),
  ],
  checks: [
    { name: 'each row once', arguments: () => scattered(ints(3, 0, 2), 5, 4, seeded(241)) },
    { name: 'rows repeated are added up', arguments: () => scattered(ints(1, 1, 3, 1, 0, 3), 4, 5, seeded(242)) },
    { name: 'all into one row', arguments: () => scattered(new Int32Array(200).fill(2), 3, 7, seeded(243)) },
    { name: 'rows of one element', arguments: () => scattered(ints(6, 0, 6), 7, 1, seeded(244)) },
  ],
  further: [nanColumn],
  fuzz: (draw) => {
    const tableRows = draw.positiveSize(65)
    return scattered(draw.integers(draw.size(131), 0, tableRows - 1), tableRows, draw.positiveSize(65), draw)
  },
})
