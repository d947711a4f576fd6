import { blank, blankInt, floats, ints } from '../call/host.js'
import { seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

const fractions = floats(0, 0.5, -0.5, 0.999, -0.999, 1.5, -1.5, 2.999, -7.001, 16_777_215, -16_777_215)

export const cast: KernelSuite = kernelSuite({
  kernel: 'cast',
  sample: () => ({ x: seeded(1).uniform(30_011, -1e6, 1e6), out: blankInt(30_011) }),
  empty: [() => ({ x: blank(0), out: blankInt(0) }), () => ({ x: blankInt(0), out: blank(0) })],
  checks: [
    { name: 'to int32, towards zero', arguments: () => ({ x: fractions, out: blankInt(fractions.length) }) },
    { name: 'to float32', arguments: () => ({ x: ints(0, 1, -1, 9999, -16_777_216), out: blank(5) }) },
    {
      name: 'integers beyond 2²⁴ to the nearest float32',
      inapplicable: ({ largestInteger }) =>
        largestInteger < 2 ** 31 - 1 ? `the largest integer of this backend is ${largestInteger}` : null,
      arguments: () => ({ x: ints(16_777_217, 123_456_789, -(2 ** 31), 2 ** 31 - 1), out: blank(4) }),
    },
  ],
  fuzz: (draw) => {
    const length = draw.size(4099)
    return draw.coin()
      ? { x: draw.uniform(length, -1000, 1000), out: blankInt(length) }
      : { x: draw.integers(length, -(2 ** 24), 2 ** 24), out: blank(length) }
  },
})
